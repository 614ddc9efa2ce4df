package io.runtruth.access.signin;

import io.runtruth.access.ProvidedIdentity.GroupGrant;
import io.runtruth.access.ProviderRules.GroupRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the groups of an answer give, by the rules of the configuration.
final class GroupClaims {

    /// Where a provider (Entra ID) says that there are more groups than it tells.
    private static final String ELSEWHERE = "_claim_names";

    private GroupClaims() {}

    /// @param rules for the provider
    /// @return empty where the provider has left the groups out because there are too many. A claim that is not
    ///     there is of somebody without groups; without rules nothing is given, and what was given before ends
    static Optional<List<GroupGrant>> grants(Map<String, Object> claims, List<GroupRule> rules) {
        if (rules.stream().anyMatch(rule -> isElsewhere(claims, rule.claim()))) {
            return Optional.empty();
        }
        return Optional.of(rules.stream()
                .filter(rule -> names(value(claims, rule.claim())).contains(rule.group()))
                .map(GroupRule::grant)
                .toList());
    }

    /// Whether the answer has to be completed by a further question.
    static boolean lacks(Map<String, Object> claims, List<GroupRule> rules) {
        return rules.stream().anyMatch(rule -> value(claims, rule.claim()) == null);
    }

    private static boolean isElsewhere(Map<String, Object> claims, String claim) {
        return claims.get(ELSEWHERE) instanceof Map<?, ?> elsewhere && elsewhere.containsKey(claim)
                || Boolean.TRUE.equals(claims.get("has" + claim));
    }

    private static @Nullable Object value(Map<?, ?> claims, String claim) {
        var whole = claims.get(claim);
        var dot = claim.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(claim.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(inner, claim.substring(dot + 1))
                : null;
    }

    private static Collection<?> names(@Nullable Object value) {
        return switch (value) {
            case Collection<?> several -> several;
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }
}
