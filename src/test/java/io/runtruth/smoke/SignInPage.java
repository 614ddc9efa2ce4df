package io.runtruth.smoke;

import org.openqa.selenium.Keys;

/// The page where everyone begins.
public final class SignInPage {

    private final Browser browser;

    public SignInPage(Browser browser) {
        this.browser = browser;
        browser.find("#view-login");
    }

    public void signIn(String username, String password) {
        browser.find("input[name=username]").sendKeys(username);
        browser.find("input[name=password]").sendKeys(password, Keys.ENTER);
        browser.until(_ -> !browser.path().startsWith("login"));
    }
}
