package io.runtruth.operations.attention;

import io.runtruth.access.Actor;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.attention.AttentionStep.Done;
import io.runtruth.operations.attention.AttentionStep.Held;
import io.runtruth.operations.attention.AttentionStep.Over;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.Attention;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.WrittenText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people do about the question that a run asks (contract 3): who may manage operations there takes it, gives it
/// back, lets it wait, hands it over, notes something, closes it. Nothing of it changes how the run ended. Each step
/// holds the run, so of two at once the second finds what the first did; one that is repeated changes nothing. Each is
/// on the timeline and in the audit trail.
///
/// Every method throws [Problem.NotFound] also for a run that the actor may not see (I12), and [Problem.Forbidden]
/// where they may not manage operations.
@Service
public class AttentionService {

    /// A question waits no longer than that.
    public static final Duration LONGEST = Duration.ofDays(90);

    /// Characters of a note.
    public static final int MOST_NOTE = 2_000;

    private final OperationRunService runs;
    private final RunQueries queries;
    private final AttentionRepository attention;
    private final HolderQueries holders;
    private final QueueClock clock;

    AttentionService(
            OperationRunService runs,
            RunQueries queries,
            AttentionRepository attention,
            HolderQueries holders,
            QueueClock clock) {
        this.runs = runs;
        this.queries = queries;
        this.attention = attention;
        this.holders = holders;
        this.clock = clock;
    }

    /// Also what waits: whoever takes it deals with it now.
    @Transactional
    public AttentionStep take(Actor.Person actor, UUID workspaceId, UUID runId) {
        var asked = asked(actor, workspaceId, runId);
        return asked.refusal()
                .orElseGet(() -> asked.step(
                        asked.isMine() && asked.open().until() == null,
                        () -> attention.take(asked.run(), actor.account(), false, null, clock.now()),
                        EventKind.ATTENTION_TAKEN,
                        Map.of()));
    }

    /// What nobody deals with stays so.
    @Transactional
    public AttentionStep release(Actor.Person actor, UUID workspaceId, UUID runId) {
        var asked = asked(actor, workspaceId, runId);
        return asked.refusal()
                .orElseGet(() -> asked.step(
                        asked.open().holder() == null,
                        () -> attention.release(asked.run(), clock.now()),
                        EventKind.ATTENTION_RELEASED,
                        Map.of()));
    }

    /// It is the actor's, and waits.
    ///
    /// @param until by the database's clock, at most 90 days ahead
    /// @throws Problem.InvalidInput `attention.until`
    @Transactional
    public AttentionStep snooze(Actor.Person actor, UUID workspaceId, UUID runId, Instant until) {
        var asked = asked(actor, workspaceId, runId);
        var now = clock.now();
        var wanted = until.truncatedTo(ChronoUnit.MICROS);
        if (!wanted.isAfter(now) || wanted.isAfter(now.plus(LONGEST))) {
            throw new Problem.InvalidInput("attention.until", LONGEST.toDays());
        }
        return asked.refusal()
                .orElseGet(() -> asked.step(
                        asked.isMine() && wanted.equals(asked.open().until()),
                        () -> attention.take(asked.run(), actor.account(), false, wanted, now),
                        EventKind.ATTENTION_SNOOZED,
                        Map.of(EventKind.UNTIL, wanted.toString())));
    }

    /// Also what another deals with, who may be away: the timeline says who did it.
    ///
    /// @param to who could deal with it as well, the actor included
    /// @throws Problem.InvalidInput `attention.not_theirs` for anybody else, with an account or without
    @Transactional
    public AttentionStep handOver(Actor.Person actor, UUID workspaceId, UUID runId, UUID to) {
        var asked = asked(actor, workspaceId, runId);
        var candidate = holders.of(workspaceId, asked.run().environmentId()).stream()
                .filter(it -> it.account().equals(to))
                .findFirst()
                .orElseThrow(() -> new Problem.InvalidInput("attention.not_theirs"));
        return asked.over()
                .orElseGet(() -> asked.step(
                        asked.open().isHeldBy(to) && asked.open().until() == null,
                        () -> attention.take(asked.run(), to, !to.equals(actor.account()), null, clock.now()),
                        EventKind.ATTENTION_HANDED_OVER,
                        Map.of(EventKind.TO, candidate.name())));
    }

    /// Whoever deals with it, and also after it has ended.
    ///
    /// @throws Problem.InvalidInput `attention.note`
    @Transactional
    public AttentionStep note(Actor.Person actor, UUID workspaceId, UUID runId, String note) {
        var asked = asked(actor, workspaceId, runId);
        var words = words(note);
        if (asked.attention().isEmpty()) {
            return new Over(null);
        }
        return asked.step(
                attention.isRepeated(asked.run(), actor.account(), EventKind.NOTED.code(), words),
                () -> {},
                EventKind.NOTED,
                Map.of(EventKind.NOTE, words));
    }

    /// @param note why nobody has to look any more
    /// @throws Problem.InvalidInput `attention.note`
    @Transactional
    public AttentionStep close(Actor.Person actor, UUID workspaceId, UUID runId, String note) {
        var asked = asked(actor, workspaceId, runId);
        var words = words(note);
        if (asked.attention().isPresent()
                && !asked.open().isOpen()
                && attention.isRepeated(asked.run(), actor.account(), EventKind.ATTENTION_CLOSED.code(), words)) {
            return new Done(asked.open());
        }
        return asked.refusal()
                .orElseGet(() -> asked.step(
                        false,
                        () -> attention.close(asked.run(), actor.name()),
                        EventKind.ATTENTION_CLOSED,
                        Map.of(EventKind.NOTE, words)));
    }

    private static String words(String note) {
        return WrittenText.of(note, MOST_NOTE).orElseThrow(() -> new Problem.InvalidInput("attention.note", MOST_NOTE));
    }

    private Asked asked(Actor.Person actor, UUID workspaceId, UUID runId) {
        var run = runs.held(actor, workspaceId, runId);
        return new Asked(actor, run, now(actor, run));
    }

    private Optional<Attention> now(Actor actor, OperationRun run) {
        return Optional.ofNullable(
                queries.row(actor, run.workspaceId(), run.id()).attention());
    }

    /// A run that is held, and its question as it is.
    private final class Asked {

        private final Actor.Person actor;
        private final OperationRun run;
        private final Optional<Attention> attention;

        Asked(Actor.Person actor, OperationRun run, Optional<Attention> attention) {
            this.actor = actor;
            this.run = run;
            this.attention = attention;
        }

        OperationRun run() {
            return run;
        }

        Optional<Attention> attention() {
            return attention;
        }

        Attention open() {
            return attention.orElseThrow();
        }

        boolean isMine() {
            return open().isHeldBy(actor.account());
        }

        Optional<AttentionStep> over() {
            return attention.filter(Attention::isOpen).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Over(attention.orElse(null)));
        }

        Optional<AttentionStep> refusal() {
            return over().or(() -> open().heldByAnother(actor.account()).map(by -> new Held(open(), by)));
        }

        /// What was known is answered where it asks no more by then, as a run that a worker has come back to.
        ///
        /// @param isSo it stands like that already
        AttentionStep step(boolean isSo, Runnable write, EventKind kind, Map<String, Object> details) {
            if (!isSo) {
                write.run();
                runs.attended(actor, run, kind, details);
            }
            return new Done(isSo ? open() : now(actor, run).orElseGet(this::open));
        }
    }
}
