package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.demo.DemoFiles;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// What is asked about a file, answered by keyboard: who presses Enter without reading changes nothing.
@Tag("smoke")
class TargetSmokeTest extends RunningConsole {

    @Test
    void enter_discards_a_file_of_another_target_and_a_further_key_takes_it_to_where_it_belongs() throws IOException {
        var report = Files.write(files.resolve("fabrikam.json"), DemoFiles.newerFabrikam());
        new SignInPage(browser.go("w/demo/environments/contoso-m365")).signIn("reviewer", PASSWORD);
        var page = new EnvironmentPage(browser);

        page.drop(report);
        page.untilAsked("target");
        assertThat(Accessibility.violations(browser)).isEmpty();
        browser.press(Keys.ENTER);
        page.untilTold("discarded");

        page.drop(report);
        page.untilAsked("target");
        for (var i = 0; i < 4 && !browser.focused().startsWith("action-import-into"); i++) {
            browser.press(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo("action-import-into-fabrikam-m365");
        browser.press(Keys.ENTER);
        page.untilTold("imported_elsewhere");
        assertThat(browser.find("#upload-results").getText()).contains("Fabrikam", "Since the one before");
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void a_file_of_several_tenants_is_read_for_the_one_that_is_chosen_without_choosing_the_file_again()
            throws IOException {
        var report = Files.writeString(files.resolve("several.json"), """
                {"Tenants":[
                {"TenantId":"11111111-1111-4111-8111-111111111111","TenantName":"One","Tests":[{"Id":"A","Name":"A: a","Result":"Passed"}]},
                {"TenantId":"22222222-2222-4222-8222-222222222222","TenantName":"Two","Tests":[{"Id":"B","Name":"B: b","Result":"Failed"}]}]}""");
        new SignInPage(browser.go("w/demo/environments/yours")).signIn("reviewer", PASSWORD);
        var page = new EnvironmentPage(browser);

        page.drop(report);
        page.untilAsked("part");
        browser.click("#action-part-22222222-2222-4222-8222-222222222222");

        page.untilTold("imported");
        assertThat(browser.find("#view-environment").getText()).contains("Two · 22222222-2222-4222-8222-222222222222");
    }
}
