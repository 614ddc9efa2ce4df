package io.runtruth.smoke;

import java.util.List;

/// The grid that compositions start from.
public final class ReviewsPage {

    private final Browser browser;

    public ReviewsPage(Browser browser) {
        this.browser = browser;
        browser.find("#grid-reviews");
    }

    /// Remembers every status that the page shows of the environment's review from now on, so that what passes by is
    /// not missed.
    public void watch(String environment) {
        browser.script("""
                window.seenStatuses = [];
                const note = () => document.querySelectorAll("%s").forEach(badge => {
                    const status = badge.getAttribute('data-status');
                    if (!window.seenStatuses.includes(status)) window.seenStatuses.push(status);
                });
                new MutationObserver(note).observe(document.body,
                    {subtree: true, childList: true, attributes: true, characterData: true});
                note();
                """.formatted(reviewOf(environment) + " [data-status]"));
    }

    public void compose(String environment) {
        browser.click("[id=action-compose][data-environment='" + environment + "']");
    }

    @SuppressWarnings("unchecked")
    public List<String> statuses() {
        return (List<String>) browser.script("return window.seenStatuses");
    }

    public void untilStatus(String status) {
        browser.until(_ -> statuses().contains(status));
    }

    /// The way to the run, as the answer to the start offers it.
    public void openOperation() {
        browser.click("vaadin-notification-card a[href*='/operations/']");
    }

    /// The environment's review, once its badge says so.
    public void openReview(String environment, String status) {
        browser.click(reviewOf(environment) + ":has([data-status='" + status + "'])");
    }

    private static String reviewOf(String environment) {
        return "#grid-reviews a[href*='/reviews/'][data-environment='" + environment + "']";
    }
}
