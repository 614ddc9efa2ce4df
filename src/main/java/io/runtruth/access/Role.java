package io.runtruth.access;

import static io.runtruth.access.Capability.AUDIT_VIEW;
import static io.runtruth.access.Capability.ENVIRONMENT_REVIEW_MANAGE;
import static io.runtruth.access.Capability.ENVIRONMENT_REVIEW_VIEW;
import static io.runtruth.access.Capability.EVIDENCE_IMPORT;
import static io.runtruth.access.Capability.OPERATIONS_MANAGE;
import static io.runtruth.access.Capability.OPERATIONS_VIEW;
import static io.runtruth.access.Capability.PUBLISHED_REVIEW_VIEW;
import static io.runtruth.access.Capability.RESTORE_EXECUTE;

import io.runtruth.shared.Coded;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// A fixed set of capabilities in one workspace: the table of contract 8.
public enum Role implements Coded {
    OWNER(EnumSet.allOf(Capability.class)),
    REVIEWER(EnumSet.of(
            OPERATIONS_VIEW,
            OPERATIONS_MANAGE,
            EVIDENCE_IMPORT,
            ENVIRONMENT_REVIEW_VIEW,
            ENVIRONMENT_REVIEW_MANAGE,
            PUBLISHED_REVIEW_VIEW)),
    OPERATOR(EnumSet.of(
            OPERATIONS_VIEW,
            OPERATIONS_MANAGE,
            EVIDENCE_IMPORT,
            ENVIRONMENT_REVIEW_VIEW,
            PUBLISHED_REVIEW_VIEW,
            RESTORE_EXECUTE)),
    AUDITOR(EnumSet.of(OPERATIONS_VIEW, ENVIRONMENT_REVIEW_VIEW, PUBLISHED_REVIEW_VIEW, AUDIT_VIEW)),
    CUSTOMER(EnumSet.of(PUBLISHED_REVIEW_VIEW));

    private final Set<Capability> capabilities;

    Role(Set<Capability> capabilities) {
        this.capabilities = Set.copyOf(capabilities);
    }

    public boolean may(Capability capability) {
        return capabilities.contains(capability);
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /// The codes of those that may, for `= any (:roles)` in SQL.
    public static String[] codesOf(Capability capability) {
        return Arrays.stream(values())
                .filter(role -> role.may(capability))
                .map(Role::code)
                .toArray(String[]::new);
    }

    static Role of(String code) {
        return Coded.stored(Role.class, code);
    }
}
