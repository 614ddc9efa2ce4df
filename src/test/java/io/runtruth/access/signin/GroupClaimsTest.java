package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.ProvidedIdentity.GroupGrant;
import io.runtruth.access.ProviderRules.GroupRule;
import io.runtruth.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupClaimsTest {

    private static final GroupRule OPERATORS =
            new GroupRule("corp", "groups", "/ops", "northwind", Role.OPERATOR, List.of("tenant"));
    private static final GroupRule REVIEWERS =
            new GroupRule("corp", "realm_access.roles", "reviewer", "northwind", Role.REVIEWER, List.of());

    @Test
    void a_group_of_a_list_gives_what_is_mapped() {
        assertThat(GroupClaims.grants(Map.of("groups", List.of("/ops", "/others")), List.of(OPERATORS)))
                .hasValue(List.of(new GroupGrant("northwind", Role.OPERATOR, List.of("tenant"))));
    }

    @Test
    void a_claim_within_another_is_found_by_its_dots() {
        var claims = Map.<String, Object>of("realm_access", Map.of("roles", List.of("reviewer")));

        assertThat(GroupClaims.grants(claims, List.of(OPERATORS, REVIEWERS)).orElseThrow())
                .extracting(GroupGrant::role)
                .containsExactly(Role.REVIEWER);
    }

    @Test
    void one_name_is_a_list_of_one_and_a_part_of_a_name_is_none() {
        assertThat(GroupClaims.grants(Map.of("groups", "/ops"), List.of(OPERATORS))
                        .orElseThrow())
                .hasSize(1);
        assertThat(GroupClaims.grants(Map.of("groups", "/ops2"), List.of(OPERATORS))
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void somebody_of_whom_no_groups_are_told_is_in_none() {
        assertThat(GroupClaims.grants(Map.of(), List.of(OPERATORS))).hasValue(List.of());
    }

    @Test
    void groups_that_were_left_out_are_not_known() {
        assertThat(GroupClaims.grants(Map.of("_claim_names", Map.of("groups", "src1")), List.of(OPERATORS)))
                .isEmpty();
        assertThat(GroupClaims.grants(Map.of("hasgroups", true), List.of(OPERATORS)))
                .isEmpty();
    }

    @Test
    void where_the_last_rule_was_taken_away_groups_give_nothing_any_more() {
        assertThat(GroupClaims.grants(Map.of("groups", List.of("/ops")), List.of()))
                .hasValue(List.of());
    }
}
