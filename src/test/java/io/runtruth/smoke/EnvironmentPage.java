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
        var input = (WebElement) browser.until(_ -> browser.script(
                "return document.querySelector('#upload-evidence')?.shadowRoot?.querySelector('input[type=file]')"));
        input.sendKeys(file.toAbsolutePath().toString());
        browser.find("#upload-results li:has([data-status=imported])");
    }
}
