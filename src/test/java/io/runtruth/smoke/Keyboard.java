package io.runtruth.smoke;

import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/// What a person does who uses no pointer: keys alone, and they go to what has the focus.
record Keyboard(Browser browser) {

    private static final int MOST_STOPS = 60;

    private static final String FOCUSED = """
            let focused = document.activeElement;
            while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
            """;

    void type(String text) {
        new Actions(browser.driver()).sendKeys(text).perform();
    }

    void press(Keys... keys) {
        browser.press(keys);
    }

    /// One key while another is held.
    void chord(Keys held, CharSequence key) {
        new Actions(browser.driver()).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    /// By Tab, until what matches has the focus, in itself or in what it stands in.
    void goTo(String selector) {
        go(selector, false);
    }

    /// The same, by Shift and Tab.
    void goBackTo(String selector) {
        go(selector, true);
    }

    private void go(String selector, boolean back) {
        browser.find(selector.startsWith("#items") ? "vaadin-grid" : selector);
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            if (isOn(selector)) {
                return;
            }
            if (back) {
                chord(Keys.SHIFT, Keys.TAB);
            } else {
                press(Keys.TAB);
            }
        }
        throw new AssertionError("no key leads to " + selector);
    }

    boolean isOn(String selector) {
        return Boolean.TRUE.equals(browser.script(FOCUSED + "return focused?.closest(arguments[0]) != null", selector));
    }

    /// Where the row stands that has the focus, and which run it is of.
    String row() {
        return (String) browser.script(FOCUSED + """
                const row = focused.closest('tr');
                const link = [...row.querySelectorAll('slot')]
                    .flatMap(slot => slot.assignedElements()).map(cell => cell.querySelector('a[href]')).find(each => each);
                return Math.round(row.getBoundingClientRect().top) + ' ' + link.getAttribute('href');
                """);
    }

    void signIn(String path, String username, String password) {
        browser.go(path);
        goTo("input[name=username]");
        type(username);
        goTo("input[name=password]");
        type(password);
        press(Keys.ENTER);
        browser.until(_ -> !browser.path().startsWith("login"));
    }
}
