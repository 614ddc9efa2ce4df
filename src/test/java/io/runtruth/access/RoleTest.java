package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table of contract 8, as it is written there. Everything else that is tested about rights follows from it.
@Tag("I12")
class RoleTest {

    private static final String TABLE = """
            capability                 owner  reviewer  operator  auditor  customer
            OPERATIONS_VIEW            yes    yes       yes       yes      -
            OPERATIONS_MANAGE          yes    yes       yes       -        -
            EVIDENCE_IMPORT            yes    yes       yes       -        -
            ENVIRONMENT_REVIEW_VIEW    yes    yes       yes       yes      -
            ENVIRONMENT_REVIEW_MANAGE  yes    yes       -         -        -
            PUBLISHED_REVIEW_VIEW      yes    yes       yes       yes      yes
            RESTORE_EXECUTE            yes    -         yes       -        -
            WORKSPACE_MANAGE           yes    -         -         -        -
            AUDIT_VIEW                 yes    -         -         yes      -
            """;

    @Test
    void a_role_is_the_set_of_capabilities_that_the_table_gives_it() {
        var heading = "capability "
                + names(Role.values()).map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
        var rows = Arrays.stream(Capability.values())
                .map(capability -> capability + " "
                        + Arrays.stream(Role.values())
                                .map(role -> role.may(capability) ? "yes" : "-")
                                .collect(Collectors.joining(" ")));

        assertThat(Stream.concat(Stream.of(heading), rows))
                .containsExactlyElementsOf(
                        TABLE.lines().map(line -> line.replaceAll(" +", " ")).toList());
    }

    private static Stream<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name);
    }
}
