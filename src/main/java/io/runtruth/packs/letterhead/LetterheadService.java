package io.runtruth.packs.letterhead;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.reviews.PublicationListener;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of letterheads. What was published keeps the one that it was published with, so that its packs stay the
/// same bytes.
@Service
public class LetterheadService implements PublicationListener {

    private final Access access;
    private final LetterheadRepository letterheads;
    private final AuditTrail audit;
    private final Clock clock;

    LetterheadService(Access access, LetterheadRepository letterheads, AuditTrail audit, Clock clock) {
        this.access = access;
        this.letterheads = letterheads;
        this.audit = audit;
        this.clock = clock;
    }

    /// By an owner. Commits with its audit entry, which holds the logo's digest.
    ///
    /// @throws Problem.Conflict `edit.changed_meanwhile`
    @Transactional
    public void change(Actor actor, UUID workspaceId, LetterheadChange asked) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        letterheads.hold(workspaceId);
        var before = letterheads.current(workspaceId).orElse(Letterhead.NONE);
        if (!Objects.equals(before.id(), asked.basedOn())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        if (asked.says(before)) {
            return;
        }
        var after = new Letterhead(null, asked.logo(), asked.accent(), asked.address());
        letterheads.set(
                workspaceId,
                after.isEmpty() ? null : letterheads.insert(workspaceId, asked),
                before.id(),
                clock.instant(),
                actor.name());
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change(
                        "workspace.letterhead_changed", "workspace", workspaceId, told(before), told(after)));
    }

    private static Map<String, Object> told(Letterhead letterhead) {
        var told = new HashMap<String, Object>();
        told.put("logo", letterhead.logo() == null ? "" : letterhead.logo().toString());
        told.put("accent", Objects.requireNonNullElse(letterhead.accent(), ""));
        told.put("address", Objects.requireNonNullElse(letterhead.address(), ""));
        return told;
    }

    @Override
    public void published(ReviewRef review) {
        letterheads.keep(review);
    }
}
