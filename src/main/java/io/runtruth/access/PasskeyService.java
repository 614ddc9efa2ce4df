package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of passkeys (contract 8); only their person adds, names and removes them. Each change commits with its
/// audit entry.
@Service
public class PasskeyService {

    /// A session that was left open is not enough to add a way in that stays: the person has signed in lately.
    public static final Duration SIGNED_IN_WITHIN = Duration.ofMinutes(10);

    static final int MOST_OF_A_PERSON = 20;
    private static final String SUBJECT = "passkey";

    private final PasskeyRepository passkeys;
    private final IdentityRepository identities;
    private final AuditTrail audit;
    private final Clock clock;

    PasskeyService(PasskeyRepository passkeys, IdentityRepository identities, AuditTrail audit, Clock clock) {
        this.passkeys = passkeys;
        this.identities = identities;
        this.audit = audit;
        this.clock = clock;
    }

    /// To be asked before the person's device is.
    ///
    /// @param sessionId the one that the person asks from
    /// @throws Problem.Conflict `passkey.sign_in_again`
    public void requireSignedInLately(Actor.Person actor, @Nullable UUID sessionId) {
        requireLately(actor.themselves(), sessionId);
    }

    private void requireLately(Actor.Person person, @Nullable UUID sessionId) {
        if (sessionId == null
                || passkeys.signedInAt(person.account(), sessionId)
                        .filter(at -> clock.instant().isBefore(at.plus(SIGNED_IN_WITHIN)))
                        .isEmpty()) {
            throw new Problem.Conflict("passkey.sign_in_again", SIGNED_IN_WITHIN.toMinutes());
        }
    }

    /// @param sessionId the one that the person asks from
    /// @throws Problem.Conflict `passkey.sign_in_again`, `passkey.too_many`, `passkey.known`
    @Transactional
    public UUID add(Actor.Person actor, @Nullable UUID sessionId, VerifiedPasskey verified, String name) {
        var person = actor.themselves();
        var now = clock.instant();
        var label = Label.require(name);
        if (!verified.accountId().equals(person.account())) {
            throw new Problem.InvalidInput("passkey.refused");
        }
        requireLately(person, sessionId);
        if (passkeys.holdAndCount(person.account()) >= MOST_OF_A_PERSON) {
            throw new Problem.Conflict("passkey.too_many", MOST_OF_A_PERSON);
        }
        var id = UUID.randomUUID();
        if (!passkeys.insert(id, person.account(), verified.made(), label, now)) {
            throw new Problem.Conflict("passkey.known");
        }
        audit.append(person, null, Entry.change("passkey.added", SUBJECT, id, Map.of(), Map.of("name", label)));
        return id;
    }

    /// @throws Problem.NotFound also for somebody else's
    @Transactional
    public void rename(Actor.Person actor, UUID passkeyId, String name) {
        var person = actor.themselves();
        var label = Label.require(name);
        var before = passkeys.rename(person.account(), passkeyId, label)
                .orElseThrow(() -> new Problem.NotFound("not_found"));
        if (!before.equals(label)) {
            audit.append(
                    person,
                    null,
                    Entry.change("passkey.renamed", SUBJECT, passkeyId, Map.of("name", before), Map.of("name", label)));
        }
    }

    /// Sessions that it has signed in to go on.
    ///
    /// @throws Problem.NotFound also for somebody else's
    /// @throws Problem.Conflict `identity.last_way`: the person could not sign in any more
    @Transactional
    public void remove(Actor.Person actor, UUID passkeyId) {
        var person = actor.themselves();
        passkeys.holdAndCount(person.account());
        var name = passkeys.delete(person.account(), passkeyId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (identities.waysIn(person.account()) == 0) {
            throw new Problem.Conflict("identity.last_way");
        }
        audit.append(person, null, Entry.change("passkey.removed", SUBJECT, passkeyId, Map.of("name", name), Map.of()));
    }
}
