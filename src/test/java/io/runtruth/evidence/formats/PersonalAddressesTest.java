package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:maven/org.springframework/spring-core@5.3.9.RELEASE",
                "pkg:maven/io.quarkus/quarkus-vertx-http@2.16.0.Final",
                "spring-core@5.3.9.RELEASE",
                "hibernate@6.Final",
                "golang.org/x/net@v0.17.0.dev",
                "pkg:npm/%40angular/core@12.2.0",
                "git@github.com:acme/app.git",
                "ssh://git@example.org/acme/app.git",
                "ghcr.io/acme/app@sha256:0123",
                "backup@acme-prod.iam.gserviceaccount.com",
                "node_modules/@babel/core",
                "system:serviceaccount@kube.local",
                "system:node@cluster.local",
                "getty@tty1.service",
                "logo@2x.png",
                "HTTP/web.contoso.local@CONTOSO.LOCAL",
                "a @ b.example",
                "@scope.example",
                "x@localhost",
            })
    void what_only_looks_like_an_address_stays(String text) {
        assertThat(PersonalAddresses.hiddenIn("In " + text + " found")).isEqualTo("In " + text + " found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max.muster@contoso.example",
                "arn:aws:iam::123456789012:user/max.muster@contoso.example",
                "Users/m\u00fcller@stra\u00dfe.example",
                "max@163.com",
                "max@1und1.de",
                "MAX@CONTOSO.COM",
                "max.muster@contoso.onmicrosoft.com",
                "<max@contoso.example>",
                "mailto:max@contoso.example?subject=x",
                "a@b@contoso.example",
            })
    void a_persons_address_is_hidden(String text) {
        assertThat(PersonalAddresses.hiddenIn("In " + text + " found"))
                .contains("[address ")
                .doesNotContain("@contoso", "@stra", "@163", "@1und1", "@CONTOSO");
    }

    @Test
    void the_sentence_around_an_address_stays() {
        assertThat(PersonalAddresses.hiddenIn("Ask ann@example.org. Or bob@example.org, carl@example.org"))
                .matches("Ask \\[address \\w{8}]\\. Or \\[address \\w{8}], \\[address \\w{8}]");
    }

    @Test
    void a_requirement_of_the_tool_keeps_the_mailbox_that_it_requires() {
        var check = ReadFile.json("""
            {'MetaData': {'Tool': 'ScubaGear'}, 'Results': {'EXO': [{'Controls': [{'Control ID': 'MS.EXO.4.3v1',
             'Requirement': 'The contact SHALL **always** include `reports@dmarc.example.gov`.', 'Result': 'Fail',
             'Details': 'Now it is ann@example.org.'}]}]}}
            """).check();

        assertThat(check.title()).isEqualTo("The contact SHALL always include reports@dmarc.example.gov.");
        assertThat(check.detail()).startsWith("Now it is [address ");
    }
}
