package io.runtruth.smoke;

import java.nio.file.Path;
import org.openqa.selenium.WebElement;

/// One environment, with its evidence.
public final class EnvironmentPage {

    private final Browser browser;

    public EnvironmentPage(Browser browser) {
        this.browser = browser;
        browser.find("#view-environment");
    }

    /// Gives the file to the upload as a drop would, and waits until the page says that it was imported.
    public void upload(Path file) {
        drop(file);
        untilTold("imported");
    }

    /// @param result `imported`, `discarded`, …
    public void untilTold(String result) {
        browser.find("#upload-results li:has([data-status=" + result + "])");
    }

    /// Waits until the dialog is there and has given the focus to the answer that does nothing.
    public void untilAsked(String dialog) {
        browser.find("#action-cancel-" + dialog);
        browser.until(_ -> browser.focused().equals("action-cancel-" + dialog));
    }

    /// Gives the file to the upload as a drop would.
    public void drop(Path file) {
        var input = (WebElement) browser.until(_ -> browser.script(
                "return document.querySelector('#upload-evidence')?.shadowRoot?.querySelector('input[type=file]')"));
        // the driver adds to what the field still holds
        browser.script("arguments[0].value = ''", input);
        input.sendKeys(file.toAbsolutePath().toString());
    }
}
