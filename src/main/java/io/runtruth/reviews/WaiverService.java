package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.AuditTrail.Recorded;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.reviews.IdempotentAnswers.Asked;
import io.runtruth.reviews.NewWaiver.Terms;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of accepted risks (contract 6). Each change commits with its audit entry, and counts from the
/// next start of a composition on. Who accepts or edits one has accepted it: their name, the time and a new
/// version stand beside it. Nothing is removed.
@Service
public class WaiverService {

    /// What holds in one environment; a review names all of it.
    public static final int MOST = 500;

    private static final String SUBJECT = "waiver";

    private final Access access;
    private final EnvironmentService environments;
    private final EnvironmentQueries places;
    private final WaiverRepository waivers;
    private final WaiverQueries queries;
    private final IdempotentAnswers answers;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    WaiverService(
            Access access,
            EnvironmentService environments,
            EnvironmentQueries places,
            WaiverRepository waivers,
            WaiverQueries queries,
            IdempotentAnswers answers,
            ChangeFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.environments = environments;
        this.places = places;
        this.waivers = waivers;
        this.queries = queries;
        this.answers = answers;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /// All of them or none.
    ///
    /// @return their ids, in the order asked for
    /// @throws Problem.NotFound also for an environment outside the actor's list
    /// @throws Problem.InvalidInput `waiver.until`, `waiver.review_on`
    /// @throws Problem.Conflict `waiver.exists` where one that holds is about exactly this;
    ///     `environment.archived`; `waiver.too_many`
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public List<UUID> accept(Actor actor, UUID workspaceId, List<PlacedWaiver> asked, StartRequest request) {
        access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        asked.forEach(each -> access.require(actor, each.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE));
        return answered(actor, workspaceId, new Asked(request, what(asked)), () -> accepted(actor, asked));
    }

    private List<UUID> answered(Actor actor, UUID workspaceId, Asked asked, Supplier<List<UUID>> first) {
        return asked.request().requestId() == null
                ? first.get()
                : answers.settle(actor, workspaceId, asked, WaiverIds.class, () -> new WaiverIds(first.get()))
                        .ids();
    }

    /// In one line, and the same for the same request only.
    private static String what(List<PlacedWaiver> asked) {
        var all = asked.stream().map(PlacedWaiver::values).toList();
        return "accept " + Sha256.hex(CanonicalJson.text(Map.of("asked", all)).getBytes(StandardCharsets.UTF_8));
    }

    private List<UUID> accepted(Actor actor, List<PlacedWaiver> asked) {
        var now = clock.instant();
        hold(asked);
        var ids = new ArrayList<UUID>();
        var entries = new ArrayList<Recorded>();
        for (var each : asked) {
            var id = UUID.randomUUID();
            var terms = each.waiver().terms().checked(WaiverState.day(now), actor.name());
            waivers.endRunOut(each.scope(), each.waiver(), actor.name(), now);
            if (!waivers.insert(id, each.scope(), each.waiver(), terms, actor.name(), now)) {
                throw new Problem.Conflict("waiver.exists", each.waiver().control());
            }
            ids.add(id);
            entries.add(recorded(
                    actor, each.scope(), "waiver.accepted", id, Map.of(), values(terms), named(each.waiver())));
        }
        asked.stream().map(PlacedWaiver::scope).distinct().forEach(scope -> {
            requireFew(scope, now);
            publish(scope);
        });
        audit.append(actor, entries);
        return ids;
    }

    private void requireFew(Scope scope, Instant now) {
        if (waivers.holding(scope, now) > MOST) {
            throw new Problem.Conflict("waiver.too_many", MOST);
        }
    }

    /// In one order, so that two of several environments do not wait for each other.
    private void hold(List<PlacedWaiver> asked) {
        asked.stream()
                .map(PlacedWaiver::scope)
                .distinct()
                .sorted(Comparator.comparing(scope -> scope.environmentId().toString()))
                .forEach(this::hold);
    }

    private void hold(Scope scope) {
        if (!environments.hold(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
    }

    /// Says what would be refused of them, without a change; each by its place in the list.
    ///
    /// @throws Problem.Forbidden where nothing of it would be taken from the actor
    @Transactional(readOnly = true)
    public Map<Integer, Problem> refusals(Actor actor, UUID workspaceId, List<PlacedWaiver> asked) {
        access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var now = clock.instant();
        var refused = new HashMap<Integer, Problem>();
        var seen = new HashSet<Object>();
        for (var place = 0; place < asked.size(); place++) {
            var each = asked.get(place);
            try {
                access.require(actor, each.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
                each.waiver().terms().checked(WaiverState.day(now), actor.name());
                if (!seen.add(each.about()) || waivers.isOpen(each.scope(), each.waiver(), now)) {
                    throw new Problem.Conflict("waiver.exists", each.waiver().control());
                }
            } catch (Problem problem) {
                refused.put(place, problem);
            }
        }
        return refused;
    }

    /// Accepts it anew: also one that has run out.
    ///
    /// @param version that the edit was decided by
    /// @throws Problem.Conflict `edit.changed_meanwhile`; `waiver.ended`; `environment.archived`;
    ///     `waiver.too_many`
    @Transactional
    public void change(Actor actor, UUID workspaceId, UUID waiverId, long version, WaiverChange asked) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var before = queries.find(reach, waiverId);
        var scope = scope(workspaceId, before);
        hold(scope);
        requireOpen(before, version);
        var now = clock.instant();
        var terms = asked.of(before.risk(), WaiverState.day(now)).checked(WaiverState.day(now), actor.name());
        if (!waivers.change(scope, waiverId, version, terms, actor.name(), now)) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        requireFew(scope, now);
        var was = values(new Terms(
                before.risk().reason(),
                before.risk().owner(),
                before.risk().until(),
                before.risk().reviewOn()));
        var is = values(terms);
        audit.append(
                actor,
                List.of(recorded(
                        actor,
                        scope,
                        "waiver.changed",
                        waiverId,
                        different(was, is),
                        different(is, was),
                        named(before.risk()))));
        publish(scope);
    }

    /// From the next composition on it counts like everything else.
    ///
    /// @param version that this was decided by; null: whatever it is now
    /// @throws Problem.Conflict `edit.changed_meanwhile`; `waiver.ended`
    @Transactional
    public void withdraw(Actor actor, UUID workspaceId, UUID waiverId, @Nullable Long version) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var before = queries.find(reach, waiverId);
        var scope = scope(workspaceId, before);
        var seen = version == null ? before.risk().version() : version;
        requireOpen(before, seen);
        if (!waivers.end(scope, waiverId, seen, actor.name(), clock.instant())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        audit.append(
                actor,
                List.of(recorded(
                        actor, scope, "waiver.withdrawn", waiverId, Map.of(), Map.of(), named(before.risk()))));
        publish(scope);
    }

    private static void requireOpen(WaiverRow waiver, long version) {
        if (waiver.endedAt() != null) {
            throw new Problem.Conflict("waiver.ended");
        }
        if (waiver.risk().version() != version) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    private static Scope scope(UUID workspaceId, WaiverRow waiver) {
        return new Scope(workspaceId, waiver.environment().id());
    }

    private Recorded recorded(
            Actor actor,
            Scope scope,
            String action,
            UUID id,
            Map<String, Object> before,
            Map<String, Object> after,
            Map<String, Object> about) {
        var details = new HashMap<String, Object>(about);
        details.put("environment", places.byId(actor, scope).slug());
        return new Recorded(scope.workspaceId(), new Entry(action, SUBJECT, id, before, after, details));
    }

    private static Map<String, Object> values(Terms terms) {
        return Map.of(
                "reason",
                terms.reason(),
                "owner",
                String.valueOf(terms.owner()),
                "until",
                terms.until().toString(),
                "review_on",
                String.valueOf(terms.reviewOn()));
    }

    private static Map<String, Object> different(Map<String, Object> of, Map<String, Object> from) {
        var different = new HashMap<>(of);
        different.entrySet().removeAll(from.entrySet());
        return different;
    }

    private static Map<String, Object> named(AcceptedRisk risk) {
        return named(risk.tool(), risk.control(), risk.resource());
    }

    private static Map<String, Object> named(NewWaiver waiver) {
        return named(waiver.tool(), waiver.control(), waiver.resource());
    }

    private static Map<String, Object> named(String tool, String control, @Nullable String resource) {
        return resource == null
                ? Map.of("tool", tool, "control", control)
                : Map.of("tool", tool, "control", control, "resource", resource);
    }

    private void publish(Scope changed) {
        feed.publish(new Change(Change.Kind.ENVIRONMENT, changed, changed.environmentId()));
    }

    /// A risk and where it is accepted.
    public record PlacedWaiver(Scope scope, NewWaiver waiver) {

        /// What no two may be about at a time.
        private Object about() {
            return java.util.Arrays.asList(scope, waiver.tool(), waiver.control(), waiver.ordinal(), waiver.resource());
        }

        private Map<String, Object> values() {
            return Map.of(
                    "environment",
                    scope.environmentId().toString(),
                    "about",
                    about().toString(),
                    "terms",
                    waiver.terms().toString());
        }
    }

    /// What is null stays as it is; but the day to look again follows a new end, and one that has come is
    /// followed by the next, as who edits it has looked.
    public record WaiverChange(
            @Nullable String reason,
            @Nullable String owner,
            @Nullable LocalDate until,
            @Nullable LocalDate reviewOn) {

        private Terms of(AcceptedRisk risk, LocalDate today) {
            var stays = until == null && !risk.reviewOn().isBefore(today);
            return new Terms(
                    reason == null ? risk.reason() : reason,
                    owner == null ? risk.owner() : owner,
                    until == null ? risk.until() : until,
                    reviewOn == null && stays ? risk.reviewOn() : reviewOn);
        }
    }

    /// It is kept with its request id as JSON.
    record WaiverIds(List<UUID> ids) {}
}
