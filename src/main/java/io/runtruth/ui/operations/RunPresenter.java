package io.runtruth.ui.operations;

import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.RunSurroundings;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run's page says, decided from the run as it is at one moment, and from what the person may do.
///
/// @param links to the reviews that the person may see
record RunPresenter(RunDetail detail, WorkspaceRow workspace, ReviewLinks links, Instant now) {

    private static final List<String> COUNTS =
            List.of("snapshots", "checks", "pass", "fail", "warning", "applied", "unchanged", "skipped", "failed");

    /// What is being worked at, or was done last; the list shows it beside its bar.
    static Phrase step(Progress progress) {
        return Phrase.of("run.step." + progress.step());
    }

    RunRow run() {
        return detail.run();
    }

    Phrase title() {
        var environment = run().environment();
        return environment == null
                ? RunWording.type(run().type())
                : Phrase.of("run.title." + run().type().code(), environment.name());
    }

    RunWording state() {
        return RunWording.of(run());
    }

    /// What the state means, and what happens next; of what failed [#failure] says more.
    Phrase explanation() {
        if (run().status().isActive()) {
            return Phrase.of("run.explain." + run().freshness().state().code());
        }
        return proof().map(ProofPresenter::known)
                .orElseGet(() -> Phrase.of("run.ended." + run().outcome().code()));
    }

    /// How the ending is known, where the records decided it.
    Optional<ProofPresenter> proof() {
        return ProofPresenter.of(detail, links);
    }

    /// Present while somebody may be working on it.
    Optional<Progress> progress() {
        return Optional.ofNullable(run().progress()).filter(_ -> run().status().isActive());
    }

    /// Not again what the records leave open: that is explained already.
    Optional<Phrase> attention() {
        return Optional.ofNullable(run().attentionCode())
                .filter(code -> !isExplained(code))
                .map(RunWording::reason);
    }

    /// Not again what the records decided: that is explained already.
    Optional<Phrase> failure() {
        return Optional.ofNullable(run().failureCode())
                .filter(code -> !isExplained(code))
                .map(RunWording::reason);
    }

    private boolean isExplained(String code) {
        return proof().filter(proof -> proof.kept().reasonCode().equals(code)).isPresent();
    }

    Optional<Phrase> reference() {
        return Optional.ofNullable(run().failureReference()).map(it -> Phrase.of("run.failure.reference", it));
    }

    boolean canCancel() {
        return run().status().isActive() && !run().stopRequested() && workspace.may(Capability.OPERATIONS_MANAGE);
    }

    /// Applying what follows takes the right to manage; looking again at what has ended changes nothing.
    boolean canProve() {
        return workspace.may(run().status().isActive() ? Capability.OPERATIONS_MANAGE : Capability.OPERATIONS_VIEW);
    }

    Phrase proofLabel() {
        return Phrase.of(run().status().isActive() ? "proof.action.now" : "proof.action.again");
    }

    boolean canAttend() {
        return workspace.may(Capability.OPERATIONS_MANAGE);
    }

    boolean canExport() {
        return !run().status().isActive() && workspace.may(Capability.AUDIT_VIEW);
    }

    boolean canTryAgain() {
        return run().canBeStartedAgain()
                && workspace.may(Capability.OPERATIONS_MANAGE)
                && workspace.may(
                        switch (run().type()) {
                            case REVIEW_COMPOSE -> Capability.ENVIRONMENT_REVIEW_MANAGE;
                            case RESTORE_EXECUTE -> Capability.RESTORE_EXECUTE;
                        });
    }

    /// In the order in which they are shown; what is not known is left out.
    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        var environment = run().environment();
        if (environment != null) {
            facts.add(fact(
                    "environment",
                    new Fact.Link(
                            new Fact.Name(environment.name()),
                            Routes.environment(workspace.slug(), environment.slug()))));
        }
        Optional.ofNullable(run().recordId())
                .flatMap(links::path)
                .ifPresent(path -> facts.add(
                        fact("review", new Fact.Link(new Fact.Words(Phrase.of("run.fact.open_review")), path))));
        restorePath()
                .ifPresent(path -> facts.add(
                        fact("restore", new Fact.Link(new Fact.Words(Phrase.of("run.fact.open_restore")), path))));
        detail.againOf().ifPresent(id -> facts.add(fact("again_of", run(id))));
        detail.triedAgainAs().ifPresent(id -> facts.add(fact("tried_again_as", run(id))));
        Optional.ofNullable(detail.surroundings().earlier()).ifPresent(id -> facts.add(fact("earlier", run(id))));
        Optional.ofNullable(detail.surroundings().later()).ifPresent(id -> facts.add(fact("later", run(id))));
        facts.add(fact("started_by", new Fact.Name(run().initiator().name())));
        facts.add(fact("started", new Fact.At(run().createdAt())));
        addAt(facts, "taken_up", run().startedAt());
        addAt(facts, "ended", run().completedAt());
        Lasted.of(run(), now).ifPresent(it -> facts.add(fact("duration", new Fact.Words(DurationWording.fine(it)))));
        Optional.ofNullable(detail.surroundings().usual()).ifPresent(it -> facts.add(fact("usual", usual(it))));
        if (run().startedAt() != null) {
            facts.add(fact("attempt", attempt()));
        }
        addAt(facts, "retry", run().freshness().retryAt());
        addAge(facts, "heartbeat", run().freshness().heartbeatAge());
        addAge(facts, "progress", run().status().isActive() ? run().freshness().progressAge() : null);
        addCounts(facts);
        facts.add(fact("id", new Fact.Code(run().id().toString())));
        return facts;
    }

    /// Where the results of a restore are; empty for any other run.
    Optional<String> restorePath() {
        var environment = run().environment();
        return run().type() == OperationType.RESTORE_EXECUTE && environment != null && run().recordId() != null
                ? Optional.of(Routes.restore(workspace.slug(), environment.slug()) + "?restore=" + run().recordId())
                : Optional.empty();
    }

    private static Fact.Words usual(RunSurroundings.Usual usual) {
        var from = DurationWording.fine(usual.from());
        var to = DurationWording.fine(usual.to());
        return new Fact.Words(from.equals(to) ? from : Phrase.of("run.usual", from, to));
    }

    /// Retries after passing faults do not count against the attempts that a run has: then it is the number alone.
    private Fact.Value attempt() {
        var most = detail.surroundings().mostAttempts();
        return attempts() > most
                ? new Fact.Count(attempts())
                : new Fact.Words(Phrase.of("run.attempt_of", attempts(), most));
    }

    /// How often a worker took it up: the decision that closed it from the records took its lease once more.
    private int attempts() {
        return run().reconciliation() == null ? run().attempt() : run().attempt() - 1;
    }

    List<TimelineLine> timeline() {
        return detail.events().stream().map(EventWording::line).toList();
    }

    Optional<RunCourse> course() {
        return RunCourse.of(detail, now);
    }

    private void addCounts(List<Fact> facts) {
        var counts = run().summaryCounts();
        for (var name : COUNTS) {
            if (counts.containsKey(name)) {
                facts.add(new Fact(Phrase.of("run.count." + name), new Fact.Count(counts.getOrDefault(name, 0L))));
            }
        }
    }

    private static void addAt(List<Fact> facts, String name, @Nullable Instant at) {
        if (at != null) {
            facts.add(fact(name, new Fact.At(at)));
        }
    }

    private static void addAge(List<Fact> facts, String name, @Nullable Duration age) {
        if (age != null) {
            facts.add(fact(name, new Fact.Words(Phrase.of("duration.ago", DurationWording.of(age)))));
        }
    }

    private Fact.Link run(UUID id) {
        return new Fact.Link(
                new Fact.Words(Phrase.of("run.fact.open_run", shortened(id))), Routes.run(workspace.slug(), id));
    }

    /// Enough to tell two runs apart by eye.
    static String shortened(Object runId) {
        return runId.toString().split("-", 2)[0];
    }

    private static Fact fact(String name, Fact.Value value) {
        return new Fact(Phrase.of("run.fact." + name), value);
    }
}
