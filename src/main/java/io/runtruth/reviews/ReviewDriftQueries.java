package io.runtruth.reviews;

import static java.util.stream.Collectors.toMap;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceChanges.Compared;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What changed since the review that was published before (contract 6, drift). Whoever may see the review may see
/// it; who reads what is published only is told of it what [ContentForCustomers] tells.
@Service
public class ReviewDriftQueries {

    /// On this node; others wait.
    private static final int COMPARED_AT_ONCE = 2;

    /// Each of at most ten times a hundred checks.
    private static final int REMEMBERED = 64;

    private final Access access;
    private final ReviewQueries reviews;
    private final PublicationRepository publications;
    private final EvidenceQueries evidence;
    private final EvidenceChangeQueries changes;
    private final Semaphore places = new Semaphore(COMPARED_AT_ONCE, true);
    private final Map<Pair, EvidenceChanges> compared = Collections.synchronizedMap(new NewestCompared());

    ReviewDriftQueries(
            Access access,
            ReviewQueries reviews,
            PublicationRepository publications,
            EvidenceQueries evidence,
            EvidenceChangeQueries changes) {
        this.access = access;
        this.reviews = reviews;
        this.publications = publications;
        this.evidence = evidence;
        this.changes = changes;
    }

    /// Of a published review as it was kept then; of a ready one, against the review that it would supersede, as of
    /// now.
    ///
    /// @return empty where nothing was published before, or the review is not composed
    /// @throws Problem.NotFound also for a review that the actor may not see
    public Optional<ReviewDrift> drift(Actor actor, UUID workspaceId, UUID reviewId) {
        var review = reviews.row(actor, workspaceId, reviewId);
        var scope = new Scope(workspaceId, review.environment().id());
        var publication = review.publication();
        if (publication == null) {
            return review.status() == ReviewStatus.READY ? toCome(new ReviewRef(scope, reviewId)) : Optional.empty();
        }
        return publications
                .drift(workspaceId, reviewId)
                .or(() -> Optional.ofNullable(publication.replaces())
                        .map(before -> compare(
                                scope, reviewId, new Baseline(before.reviewId(), before.number(), before.at()))))
                .map(it -> told(actor, scope, reviewId, it));
    }

    /// The same as those are told who read what is published only, whoever asks: for a file that is handed on.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public Optional<ReviewDrift> forOthers(Actor actor, UUID workspaceId, UUID reviewId) {
        var scope = new Scope(
                workspaceId,
                reviews.row(actor, workspaceId, reviewId).environment().id());
        return drift(actor, workspaceId, reviewId).map(it -> forOthers(scope, reviewId, it));
    }

    private ReviewDrift told(Actor actor, Scope scope, UUID reviewId, ReviewDrift drift) {
        return access.can(actor, scope.workspaceId(), Capability.ENVIRONMENT_REVIEW_VIEW)
                ? drift
                : forOthers(scope, reviewId, drift);
    }

    private ReviewDrift forOthers(Scope scope, UUID reviewId, ReviewDrift drift) {
        var against = drift.against().reviewId();
        var composedFrom = Stream.concat(
                        sources(scope, reviewId).values().stream(),
                        against == null ? Stream.of() : sources(scope, against).values().stream())
                .toList();
        return ContentForCustomers.of(drift, composedFrom, against != null && publications.isOut(scope, against));
    }

    /// Any two of an environment that were published.
    ///
    /// @throws Problem.NotFound also for one that the actor may not see, or that was never published
    public ReviewDrift between(Actor actor, UUID workspaceId, UUID reviewId, UUID againstId) {
        var review = reviews.row(actor, workspaceId, reviewId);
        var against = reviews.row(actor, workspaceId, againstId);
        var published = against.publication();
        if (published == null
                || review.publication() == null
                || !review.environment().equals(against.environment())) {
            throw new Problem.NotFound("not_found");
        }
        var scope = new Scope(workspaceId, review.environment().id());
        var drift = compare(scope, reviewId, new Baseline(againstId, published.number(), published.at()));
        return told(actor, scope, reviewId, drift);
    }

    /// What a publication would keep now. For services that have checked the actor's right.
    Optional<ReviewDrift> toCome(ReviewRef ref) {
        return publications.published(ref).map(before -> compare(ref.scope(), ref.id(), before));
    }

    /// Two large files without much in common take longer than a call may otherwise.
    private ReviewDrift compare(Scope scope, UUID reviewId, Baseline against) {
        var before = sources(scope, Objects.requireNonNull(against.reviewId(), "one that is compared"));
        var now = sources(scope, reviewId);
        var all = new TreeMap<Subject, Object>(before);
        all.putAll(now);
        var sources = new AtomicReference<List<SourceDrift>>(List.of());
        Workload.asJob(() -> {
            var compared = new ArrayList<SourceDrift>();
            all.keySet().forEach(subject -> compared.add(source(before.get(subject), now.get(subject))));
            sources.set(compared);
        });
        return new ReviewDrift(against, sources.get());
    }

    private SourceDrift source(@Nullable EvidenceSnapshot before, @Nullable EvidenceSnapshot now) {
        if (before == null || now == null) {
            var only = Objects.requireNonNull(now == null ? before : now, "one of the two has it");
            return of(only, before, now, now == null ? Comparison.LEFT_OUT : Comparison.ADDED, null);
        }
        return between(before, now) instanceof Compared compared
                ? of(now, before, now, Comparison.COMPARED, compared)
                : of(now, before, now, Comparison.NOTHING_COMPARABLE, null);
    }

    /// Two files never change, so they are compared once; and few at a time, since a reader of few rights may ask.
    private EvidenceChanges between(EvidenceSnapshot before, EvidenceSnapshot now) {
        var pair = new Pair(before.id(), now.id());
        var known = compared.get(pair);
        if (known != null) {
            return known;
        }
        places.acquireUninterruptibly();
        try {
            var made = compared.get(pair);
            if (made == null) {
                made = changes.between(before, now);
                compared.put(pair, made);
            }
            return made;
        } finally {
            places.release();
        }
    }

    private static SourceDrift of(
            EvidenceSnapshot named,
            @Nullable EvidenceSnapshot before,
            @Nullable EvidenceSnapshot now,
            Comparison comparison,
            @Nullable Compared compared) {
        var facts = named.facts();
        return new SourceDrift(
                facts.tool(),
                facts.targetName() == null ? facts.targetId() : facts.targetName(),
                comparison,
                side(before),
                side(now),
                compared == null ? Map.of() : compared.changes(),
                compared == null ? 0 : compared.unchanged());
    }

    private static @Nullable Side side(@Nullable EvidenceSnapshot snapshot) {
        return snapshot == null
                ? null
                : new Side(
                        snapshot.id(),
                        snapshot.facts().toolVersion(),
                        snapshot.collectedAt(),
                        snapshot.collectedAtUpload());
    }

    private Map<Subject, EvidenceSnapshot> sources(Scope scope, UUID reviewId) {
        return evidence.snapshots(scope, publications.snapshotIds(scope, reviewId)).stream()
                .collect(toMap(Subject::of, snapshot -> snapshot, (one, _) -> one));
    }

    /// Only the same tool on the same target is compared.
    private record Subject(String tool, String target) implements Comparable<Subject> {

        private static Subject of(EvidenceSnapshot snapshot) {
            var target = snapshot.facts().targetId();
            return new Subject(snapshot.facts().tool(), target == null ? "" : target.toLowerCase(Locale.ROOT));
        }

        @Override
        public int compareTo(Subject other) {
            var byTool = tool.compareTo(other.tool);
            return byTool == 0 ? target.compareTo(other.target) : byTool;
        }
    }

    private record Pair(UUID before, UUID now) {}

    /// Forgets what was asked for longest ago.
    private static final class NewestCompared extends LinkedHashMap<Pair, EvidenceChanges> {

        private NewestCompared() {
            super(REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, EvidenceChanges> eldest) {
            return size() > REMEMBERED;
        }
    }
}
