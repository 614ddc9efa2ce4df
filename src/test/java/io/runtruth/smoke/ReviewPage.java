package io.runtruth.smoke;

/// One review, as a document.
public final class ReviewPage {

    private final Browser browser;

    public ReviewPage(Browser browser) {
        this.browser = browser;
        browser.find("#view-review #document");
    }

    public String text() {
        return browser.find("#document").getText();
    }
}
