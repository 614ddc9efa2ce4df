package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @Test
    void a_web_page_is_named_by_its_host_without_port_and_person() {
        var address = WebAddress.parse("https://someone@learn.example.org:8443/a?b=c#d");

        assertThat(address).get().extracting(WebAddress::host).isEqualTo("learn.example.org");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//example.org/x",
                "/relative",
                "https:",
                "https:///path",
                "https://exa mple.org",
                "java\nscript:alert(1)"
            })
    void whatever_is_no_web_page_becomes_no_link(String url) {
        assertThat(WebAddress.parse(url)).isEmpty();
    }
}
