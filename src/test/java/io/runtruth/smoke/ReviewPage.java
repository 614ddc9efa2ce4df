package io.runtruth.smoke;

/// One review, as a document.
public final class ReviewPage {

    private final Browser browser;

    public ReviewPage(Browser browser) {
        this.browser = browser;
        browser.find("#view-review #document");
    }

    /// The first of the list, with all that the tool says of it.
    public void openFirstFinding() {
        browser.click(".finding > summary");
        browser.find(".finding-body");
    }

    public String text() {
        return browser.find("#document").getText();
    }
}
