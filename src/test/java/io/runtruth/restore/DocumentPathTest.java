package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy.json",
                "Conditional Access/CA001 - Block legacy.json",
                "a/b/c/d.JSON",
                "Geräte/Grundschutz.json",
                "console.json",
                "comma.json",
                "日本/設定.json"
            })
    void a_path_that_every_system_has_is_one(String path) {
        assertThat(new DocumentPath(path).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../a.json,snapshot.path_traversal",
                "a/../../b.json,snapshot.path_traversal",
                "./a.json,snapshot.path_traversal",
                "a/./b.json,snapshot.path_traversal",
                "/etc/a.json,snapshot.path_absolute",
                "C:/a.json,snapshot.path_absolute",
                "c:a.json,snapshot.path_absolute",
                "a//b.json,snapshot.path_name",
                "a\\b.json,snapshot.path_name",
                "ab:stream.json,snapshot.path_name",
                "a?.json,snapshot.path_name",
                "a./b.json,snapshot.path_name",
                "`a /b.json`,snapshot.path_name",
                ".git/config.json,snapshot.path_name",
                "__MACOSX/a.json,snapshot.path_name",
                "a\u0000.json,snapshot.path_name",
                "a\u202Enosj.json,snapshot.path_name",
                "CON.json,snapshot.path_reserved",
                "nul/a.json,snapshot.path_reserved",
                "COM1.x.json,snapshot.path_reserved",
                "lpt¹.json,snapshot.path_reserved",
                "aux .json,snapshot.path_reserved",
                "readme.md,snapshot.path_no_document",
                ".json,snapshot.path_name",
                "a/,snapshot.path_name"
            })
    void one_that_leads_elsewhere_or_that_some_system_has_not_is_refused(String path, String code) {
        assertThatThrownBy(() -> new DocumentPath(path))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage(code);
    }

    @Test
    void one_that_is_too_long_or_too_deep_or_of_several_lines_is_refused() {
        assertThatThrownBy(() -> new DocumentPath("a\n.json")).hasMessage("snapshot.path_name");
        assertThatThrownBy(() -> new DocumentPath("a/".repeat(16) + "b.json")).hasMessage("snapshot.path_long");
        assertThatThrownBy(() -> new DocumentPath("ä".repeat(101) + ".json")).hasMessage("snapshot.path_name");
        assertThatThrownBy(() -> new DocumentPath(("a".repeat(99) + "/").repeat(5) + "b.json"))
                .hasMessage("snapshot.path_long");
    }

    @Test
    void paths_that_differ_in_case_or_in_how_letters_are_put_together_are_twins() {
        assertThat(new DocumentPath("A/b.JSON").twin()).isEqualTo(new DocumentPath("a/B.json").twin());
        assertThat(new DocumentPath("\u00E4.json").twin()).isEqualTo(new DocumentPath("a\u0308.json").twin());
        assertThat(new DocumentPath("Straße.json").twin()).isEqualTo(new DocumentPath("STRASSE.json").twin());
        assertThat(new DocumentPath("a.json").twin()).isNotEqualTo(new DocumentPath("b.json").twin());
    }
}
