package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.shared.Sha256;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Regression for T035: a pack that is downloaded again is the same, wherever the node runs.
class SameBytesTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_review_profile_and_language_are_the_same_bytes_on_another_machine(PackFormat format) {
        for (var profile : PackProfile.values()) {
            for (var language : Language.values()) {
                var order = new PackOrder(profile, format, language);
                Locale.setDefault(Locale.US);
                TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
                var one = SomePacks.bytes(SomePacks.content(), order);
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
                var other = SomePacks.bytes(SomePacks.content(), order);

                assertThat(other)
                        .as("%s %s %s", profile, format.code(), language)
                        .isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_archive_names_the_digest_of_everything_in_it(PackProfile profile) throws IOException {
        var order = new PackOrder(profile, PackFormat.ZIP, Language.ENGLISH);
        var files = PackForms.unpacked(SomePacks.bytes(SomePacks.content(), order));

        var sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
        files.forEach((name, bytes) -> {
            if (!name.equals("SHA256SUMS")) {
                assertThat(sums).contains(Sha256.hex(bytes) + "  " + name + "\n");
            }
        });
        var manifest = JsonMapper.shared().readTree(files.get("manifest.json"));
        assertThat(manifest.at("/review/content_digest").asString())
                .isEqualTo("sha256:"
                        + Sha256.hex(
                                SomePacks.told(SomePacks.content(), profile).canonicalBytes()));
        assertThat(manifest.at("/files")).hasSize(files.size() - 2);
        assertThat(manifest.at("/evidence/0/tool_version").asString()).isNotBlank();
        assertThat(manifest.at("/evidence/0").has("digest")).isEqualTo(profile.isInternal());
    }
}
