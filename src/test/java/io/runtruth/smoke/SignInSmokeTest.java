package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// What the sign-in keeps of an attempt that did not lead in (contract 8).
@Tag("smoke")
class SignInSmokeTest extends RunningConsole {

    @Test
    void after_a_wrong_password_the_name_stands_there_once_and_the_password_is_asked_for() {
        browser.go("login");
        browser.find("input[name=username]").sendKeys("owner");
        browser.find("input[name=password]").sendKeys("another", Keys.ENTER);
        browser.until(_ -> browser.path().equals("login?error"));

        browser.until(_ -> name().equals("owner"));
        browser.until(_ -> focused().equals("password"));

        browser.go("login?error").find("input[name=username]");
        browser.until(_ -> focused().equals("username"));
        assertThat(name()).isEmpty();
    }

    private String name() {
        return (String) browser.script("return document.querySelector('input[name=username]')?.value ?? ''");
    }

    private String focused() {
        return (String) browser.script("return document.activeElement?.name ?? ''");
    }
}
