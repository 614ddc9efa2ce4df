package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/// A folder of documents as it lies on somebody's disk, packed by the browser.
@Tag("smoke")
class FolderSmokeTest extends RunningConsole {

    @Test
    void a_folder_is_taken_as_it_is_without_what_is_no_document() throws IOException {
        var folder = Files.createDirectories(files.resolve("contoso-export"));
        write(folder, "Conditional Access/Block legacy sign-in – alle Länder.json", "{\"state\":\"enabled\"}");
        write(folder, "named-locations.JSON", "[" + "1,".repeat(20_000) + "1]");
        write(folder, "empty.json", "{}");
        write(folder, "README.md", "how it was exported");
        write(folder, ".git/HEAD", "ref: refs/heads/main");
        new SignInPage(browser.go("w/demo/environments/contoso-m365/restore")).signIn("operator", PASSWORD);

        give(folder);

        browser.until(_ -> text("#grid-snapshots").contains("contoso-export"));
        assertThat(text("#grid-snapshots")).contains("3 documents");
        assertThat(text("#view-restore")).contains("One file of the folder is no JSON document");
        browser.click("#grid-snapshots li a.name");
        assertThat(text("#grid-documents"))
                .contains("Conditional Access/Block legacy sign-in – alle Länder.json", "named-locations.JSON")
                .doesNotContain("README", "config");
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void a_folder_with_a_broken_document_is_refused_by_its_name_and_another_can_be_taken() throws IOException {
        var broken = Files.createDirectories(files.resolve("broken"));
        write(broken, "good.json", "{}");
        write(broken, "in/broken.json", "{\"a\":");
        var whole = Files.createDirectories(files.resolve("whole"));
        write(whole, "good.json", "{\"whole\":true}");
        new SignInPage(browser.go("w/demo/environments/contoso-m365/restore")).signIn("operator", PASSWORD);

        give(broken);
        browser.until(_ -> text("body").contains("“in/broken.json” is no JSON that can be read"));
        give(whole);

        browser.until(_ -> text("#grid-snapshots").contains("whole"));
        assertThat(text("#grid-snapshots")).doesNotContain("broken");
    }

    @Test
    void what_the_browser_can_not_pack_is_said_and_leaves_the_way_open() {
        new SignInPage(browser.go("w/demo/environments/contoso-m365/restore")).signIn("operator", PASSWORD);

        tell("folder-packing", "{documents: 20001, left: 0}");
        browser.find("#action-upload-folder[disabled]");
        tell("folder-refused", "{why: 'too_many'}");

        browser.until(_ -> text("body").contains("There are more than 20,000 documents."));
        browser.find("#action-upload-folder:not([disabled])");
    }

    private void tell(String event, String detail) {
        browser.find("#upload-configuration");
        browser.script("document.querySelector('#upload-configuration')" + ".dispatchEvent(new CustomEvent('" + event
                + "', {detail: " + detail + "}))");
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }

    /// Answers the browser's own dialog, which no driver reaches.
    private void give(Path folder) {
        browser.click("#action-upload-folder:not([disabled])");
        var input = (WebElement)
                browser.until(_ -> browser.script("return document.querySelector('input[webkitdirectory]')"));
        input.sendKeys(folder.toAbsolutePath().toString());
    }

    private String text(String selector) {
        return browser.find(selector).getText();
    }
}
