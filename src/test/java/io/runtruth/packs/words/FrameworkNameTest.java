package io.runtruth.packs.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkNameTest {

    @ParameterizedTest
    @CsvSource({
        "CISA BOD 25-01, CISA BOD 25-01",
        "BOD-25-01, CISA BOD 25-01",
        "CIS M365 v4.0.0, CIS Microsoft 365 4.0.0",
        "CIS-M365-5.0, CIS Microsoft 365 5.0",
        "CIS M365, CIS Microsoft 365",
        "CIS-2.1, CIS 2.1",
        "NIST-800-53-Revision-5, NIST 800-53 Rev. 5",
        "NIST.800-53.r5, NIST 800-53 Rev. 5",
        "NIST 800-53 Rev. 4, NIST 800-53 Rev. 4",
        "nist-800-53 v5.0.0, NIST 800-53 Rev. 5",
        "NIST 800-53, NIST 800-53",
        "cis-aws-foundations-benchmark v1.2.0, CIS AWS Foundations 1.2.0",
        "CIS AWS Foundations Benchmark v1.2.0, CIS AWS Foundations 1.2.0",
        "NIST-800-171-Revision-2, NIST 800-171 Rev. 2",
        "ISO27001-2022, ISO 27001:2022",
        "PCI DSS v3.2.1, PCI DSS 3.2.1",
        "MITRE-ATTACK, MITRE ATT&CK"
    })
    void a_framework_that_is_written_in_several_ways_has_one_name_with_its_version(String told, String name) {
        assertThat(FrameworkName.of(told)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"ENS-RD2022", "KISA-ISMS-P-2023-korean", "CISA", "Our CIS-2.1 and more", "$1"})
    void what_is_not_known_keeps_the_tools_own_name(String told) {
        assertThat(FrameworkName.of(told)).isEqualTo(told);
    }
}
