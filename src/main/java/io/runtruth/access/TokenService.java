package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.OpaqueSecret.SecretKind;
import io.runtruth.access.TokenRepository.StoredToken;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of personal access tokens (contract 8). Each change commits with its audit entry; what a token is
/// worth is decided afresh at each call, from what its person may then.
@Service
public class TokenService {

    /// No token lasts longer.
    public static final Duration LONGEST = Duration.ofDays(366);

    static final int MOST_OF_A_PERSON = 100;
    private static final String SUBJECT = "token";

    private final Access access;
    private final TokenRepository tokens;
    private final AuditTrail audit;
    private final Clock clock;

    TokenService(Access access, TokenRepository tokens, AuditTrail audit, Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /// A token of this person's own, who must have what it is to have.
    ///
    /// @return with its secret, which is shown once and kept nowhere
    /// @throws Problem.Forbidden `forbidden` for a capability that the person has not, `token.person_only`
    ///     to a token
    /// @throws Problem.NotFound for a workspace or an environment that is not the person's to see
    /// @throws Problem.Conflict `token.too_many`
    @Transactional
    public NewSecret create(Actor.Person actor, NewToken asked) {
        var person = actor.themselves();
        requireAllOf(person, asked);
        var now = clock.instant();
        if (!asked.expiresAt().isAfter(now) || asked.expiresAt().isAfter(now.plus(LONGEST))) {
            throw new Problem.InvalidInput("token.expiry", LONGEST.toDays());
        }
        tokens.holdAccount(person.account());
        if (tokens.usable(person.account(), now) >= MOST_OF_A_PERSON) {
            throw new Problem.Conflict("token.too_many", MOST_OF_A_PERSON);
        }
        var secret = OpaqueSecret.generate(SecretKind.TOKEN);
        var id = UUID.randomUUID();
        if (!tokens.insert(new StoredToken(id, person.account(), asked, secret, now))) {
            throw new Problem.NotFound("not_found");
        }
        audit.append(
                person,
                asked.workspaceId(),
                Entry.change(
                        "token.created",
                        SUBJECT,
                        id,
                        Map.of(),
                        Map.of(
                                "name", asked.name(),
                                "ending", secret.ending(),
                                "capabilities", new TreeSet<>(asked.capabilities()),
                                "environments", asked.environments() == null ? "all" : asked.environments(),
                                "expires_at", asked.expiresAt().toString())));
        return new NewSecret(id, secret.text());
    }

    private void requireAllOf(Actor.Person person, NewToken asked) {
        var workspace = asked.workspaceId();
        if (workspace == null) {
            access.requireSystemOperator(person);
            return;
        }
        var environments = asked.environments();
        for (var capability : asked.capabilities()) {
            var reach = access.require(person, workspace, capability);
            if (environments != null && !environments.stream().allMatch(it -> reach.covers(new Scope(workspace, it)))) {
                throw new Problem.NotFound("not_found");
            }
        }
    }

    /// One of this person's own; a token can revoke itself and no other. One that is revoked stays so.
    ///
    /// @throws Problem.NotFound also for somebody else's
    @Transactional
    public void revoke(Actor.Person actor, UUID tokenId) {
        if (actor.token() != null && !actor.token().tokenId().equals(tokenId)) {
            throw new Problem.NotFound("not_found");
        }
        var workspace = tokens.workspaceOf(actor.account(), tokenId)
                .orElseThrow(() -> new Problem.NotFound("not_found"))
                .id();
        revoke(actor, workspace, tokenId);
    }

    /// A member's, by an owner of the workspace that it is for.
    ///
    /// @throws Problem.NotFound also for one of another workspace
    @Transactional
    public void revokeOfMember(Actor actor, UUID workspaceId, UUID tokenId) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        if (!tokens.isOf(workspaceId, tokenId)) {
            throw new Problem.NotFound("not_found");
        }
        revoke(actor, workspaceId, tokenId);
    }

    private void revoke(Actor actor, @Nullable UUID workspaceId, UUID tokenId) {
        if (tokens.revoke(tokenId, clock.instant())) {
            audit.append(actor, workspaceId, new Entry("token.revoked", SUBJECT, tokenId, Map.of()));
        }
    }

    /// @param workspaceId null: across workspaces, for a system operator; then without capabilities and
    ///     environments
    /// @param capabilities at least one for a workspace
    /// @param environments the only ones that it reaches, at least one; null: all that its person does
    /// @param expiresAt later than now, by [#LONGEST] at most
    public record NewToken(
            String name,
            @Nullable UUID workspaceId,
            Set<Capability> capabilities,
            @Nullable Set<UUID> environments,
            Instant expiresAt) {

        private static final int MOST_ENVIRONMENTS = 1_000;

        public NewToken {
            name = Label.require(name);
            capabilities = Set.copyOf(capabilities);
            environments = environments == null ? null : Set.copyOf(environments);
            if (capabilities.isEmpty() == (workspaceId != null)
                    || environments != null
                            && (workspaceId == null
                                    || environments.isEmpty()
                                    || environments.size() > MOST_ENVIRONMENTS)) {
                throw new Problem.InvalidInput("token.scope");
            }
        }
    }

    /// What is shown once.
    ///
    /// @param secret never stored, never logged
    public record NewSecret(UUID id, String secret) {

        @Override
        public String toString() {
            return "NewSecret[" + id + "]";
        }
    }
}
