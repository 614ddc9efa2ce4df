package io.runtruth.access.signin;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The audit entries of sign-ins: nothing else commits with them.
@Service
class SignInAuditService {

    private static final Actor SOMEBODY = new Actor.System("sign-in");
    private static final String SUBJECT = "account";

    /// The subject of what was tried with a name that no account has.
    private static final UUID NOBODY = new UUID(0, 0);

    private final AuditTrail audit;

    SignInAuditService(AuditTrail audit) {
        this.audit = audit;
    }

    @Transactional
    public void signedIn(Actor.Person person, String door) {
        audit.append(person, null, new Entry("sign_in.succeeded", SUBJECT, person.account(), Map.of("door", door)));
    }

    /// @param how `failed`, `throttled` or `busy`
    /// @param account null where no account has the name
    /// @param leftOut refusals before it that have no entry
    @Transactional
    public void refused(String how, @Nullable UUID account, String door, long leftOut) {
        audit.append(
                SOMEBODY,
                null,
                new Entry(
                        "sign_in." + how,
                        SUBJECT,
                        account == null ? NOBODY : account,
                        Map.of("door", door, "left_out", leftOut)));
    }
}
