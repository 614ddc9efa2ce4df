package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A passkey in a real browser, with a device that Chromium plays.
@Tag("smoke")
class PasskeySmokeTest extends RunningConsole {

    private static final Actor SYSTEM = new Actor.System("test");

    @Autowired
    private AccountService accounts;

    @Autowired
    private JdbcClient jdbc;

    private VirtualAuthenticator device;

    /// No passkey is for an address of numbers.
    @BeforeEach
    void byName() {
        browser.close();
        browser = Browser.open("http://localhost:" + port + "/");
        jdbc.sql("delete from passkey").update();
        device = device(true);
    }

    @AfterEach
    void enabled() {
        accounts.enable(SYSTEM, reviewer());
    }

    @Test
    void a_passkey_is_added_and_signs_in_at_the_place_that_was_asked_for() {
        addedBy("reviewer");
        signOut();

        browser.go("me/passkeys").find("#view-login");
        browser.click("#action-passkey");

        browser.find("#view-passkeys");
        assertThat(browser.find("#grid-passkeys li").getText())
                .contains("Laptop")
                .doesNotContain("never");
        assertThat(browser.go("me/sessions")
                        .find("#grid-sessions li[data-here]")
                        .getText())
                .contains("With passkey");
        assertThat(browser.complaints()).isEmpty();
        browser.screenshot(Path.of("target/smoke/sessions.png"));
    }

    @Test
    void a_passkey_of_a_disabled_account_opens_nothing() {
        addedBy("reviewer");
        signOut();

        accounts.disable(SYSTEM, reviewer());
        browser.go("login").find("#view-login");
        browser.click("#action-passkey");

        browser.until(_ -> browser.path().equals("login?passkey"));
    }

    @Test
    void a_removed_passkey_opens_nothing() {
        addedBy("reviewer");
        signOut();

        jdbc.sql("delete from passkey").update();
        browser.go("login").find("#view-login");
        browser.click("#action-passkey");

        browser.until(_ -> browser.path().equals("login?passkey"));
    }

    @Test
    void a_device_that_does_not_know_its_person_makes_none() {
        ((HasVirtualAuthenticator) browser.driver()).removeVirtualAuthenticator(device);
        device = device(false);
        new SignInPage(browser.go("login")).signIn("reviewer", PASSWORD);

        add();

        assertThat(browser.find("vaadin-notification-card").getText()).contains("No passkey was made");
        assertThat(browser.all("#grid-passkeys li")).isEmpty();
    }

    /// @param knowsItsPerson by a finger, a face or a number
    private VirtualAuthenticator device(boolean knowsItsPerson) {
        return ((HasVirtualAuthenticator) browser.driver())
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(knowsItsPerson)
                        .setIsUserVerified(knowsItsPerson));
    }

    private void addedBy(String username) {
        new SignInPage(browser.go("login")).signIn(username, PASSWORD);
        add();
        browser.find("#grid-passkeys li");
        browser.screenshot(Path.of("target/smoke/passkeys.png"));
    }

    private void add() {
        browser.go("me/passkeys").find("#passkey-name input").sendKeys("Laptop");
        browser.click("#action-add-passkey");
    }

    private void signOut() {
        browser.driver().manage().deleteAllCookies();
    }

    private UUID reviewer() {
        return accounts.find("reviewer").orElseThrow();
    }
}
