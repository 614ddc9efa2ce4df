package io.runtruth.smoke;

/// One run.
public final class RunPage {

    private final Browser browser;

    public RunPage(Browser browser) {
        this.browser = browser;
        browser.find("#view-run");
    }

    public void untilOutcome(String outcome) {
        browser.find("#view-run [data-outcome='" + outcome + "']");
    }
}
