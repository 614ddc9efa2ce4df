package io.runtruth.packs;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.packs.PackReview.Published;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewQueries.HandedOn;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Hands a review on as a file (contract 8, 11). Whoever reads what is published has it as the executive and the
/// customer pack; the technical one is for those who read reviews. Each is kept in the audit trail with its digest.
@Service
public class PackService {

    private final Access access;
    private final WorkspaceQueries workspaces;
    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final LetterheadQueries letterheads;
    private final PackWriter writer;
    private final PackPlaces places;
    private final PackSpool spool;
    private final AuditTrail audit;

    PackService(
            Access access,
            WorkspaceQueries workspaces,
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            LetterheadQueries letterheads,
            PackWriter writer,
            PackPlaces places,
            PackSpool spool,
            AuditTrail audit) {
        this.access = access;
        this.workspaces = workspaces;
        this.reviews = reviews;
        this.drifts = drifts;
        this.letterheads = letterheads;
        this.writer = writer;
        this.places = places;
        this.spool = spool;
        this.audit = audit;
    }

    /// What the actor may have of the reviews that they see, for controls that are absent; the service still decides.
    public List<PackProfile> profiles(Actor actor, UUID workspaceId) {
        var all = access.can(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return Arrays.stream(PackProfile.values())
                .filter(it -> all || !it.isInternal())
                .toList();
    }

    /// In which a pack is written where nobody asks for another: the workspace's for its documents.
    public Language language(Actor actor, UUID workspaceId) {
        access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        return workspaces.documentLanguage(workspaceId);
    }

    /// Written outside any transaction; to be closed when it was sent.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    /// @throws Problem.Forbidden for the technical pack, where the actor reads only what is published
    /// @throws Problem.Conflict `pack.not_composed`, `pack.too_large`
    /// @throws Problem.TooMuch `pack.at_once`
    public WrittenPack write(Actor actor, UUID workspaceId, UUID reviewId, PackOrder order) {
        var seen = reviews.row(actor, workspaceId, reviewId);
        if (order.profile().isInternal()) {
            access.require(actor, new Scope(workspaceId, seen.environment().id()), Capability.ENVIRONMENT_REVIEW_VIEW);
        }
        var forOthers = !order.profile().isInternal();
        try (var _ = places.enter(actor)) {
            var handedOn = reviews.handedOn(actor, workspaceId, reviewId, forOthers);
            var content = handedOn.detail().content();
            if (content == null) {
                throw new Problem.Conflict("pack.not_composed");
            }
            // it may have been published while this waited
            var isPublished = handedOn.detail().review().publication() != null;
            var drift = !isPublished
                    ? null
                    : (forOthers
                                    ? drifts.forOthers(actor, workspaceId, reviewId)
                                    : drifts.drift(actor, workspaceId, reviewId))
                            .orElse(null);
            var letterhead = letterheads.of(actor, workspaceId, reviewId, isPublished);
            return audited(actor, workspaceId, order, written(handedOn, content, drift, letterhead, order), reviewId);
        }
    }

    private WrittenPack written(
            HandedOn handedOn,
            ReviewContent content,
            @Nullable ReviewDrift drift,
            Letterhead letterhead,
            PackOrder order) {
        var row = handedOn.detail().review();
        var publication = row.publication();
        var review = new PackReview(
                row.id(),
                row.environment().slug(),
                row.status(),
                row.fingerprint(),
                handedOn.composedAt(),
                publication == null
                        ? null
                        : new Published(
                                publication.number(),
                                publication.at(),
                                order.profile().isInternal() ? publication.by() : null,
                                drift),
                handedOn.detail().notes(),
                letterhead);
        return spool.write(fileName(review, order), order.format(), out -> writer.write(content, review, order, out));
    }

    static String fileName(PackReview review, PackOrder order) {
        return "%s-%s-%s-%s.%s"
                .formatted(
                        review.slug().replaceAll("[^A-Za-z0-9-]", "-"),
                        LocalDate.ofInstant(review.asOf(), ZoneOffset.UTC),
                        order.profile().code(),
                        order.language().code(),
                        order.format().code());
    }

    private WrittenPack audited(Actor actor, UUID workspaceId, PackOrder order, WrittenPack pack, UUID reviewId) {
        try {
            audit.append(
                    actor,
                    workspaceId,
                    new Entry(
                            "review.pack_downloaded",
                            "environment_review",
                            reviewId,
                            Map.of(
                                    "profile", order.profile().code(),
                                    "format", order.format().code(),
                                    "language", order.language().code(),
                                    "digest", "sha256:" + pack.digest())));
            return pack;
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }
}
