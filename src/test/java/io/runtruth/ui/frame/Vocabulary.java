package io.runtruth.ui.frame;

import io.runtruth.access.Capability;
import io.runtruth.access.InvitationState;
import io.runtruth.access.LinkMail;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.Severity;
import io.runtruth.mail.DigestQueries.MailRoad;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.Grounds;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.packs.LeftOutOfPack;
import io.runtruth.restore.ItemChange;
import io.runtruth.restore.ItemResult;
import io.runtruth.restore.RestoreState;
import io.runtruth.restore.SnapshotOrigin;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.StartResult;
import io.runtruth.webhooks.Delivery;
import io.runtruth.webhooks.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words of the contract that screens show by their code, and the family of keys that holds their texts. A new
/// part adds its enums here.
record Vocabulary(String prefix, Set<String> codes) {

    private static final Pattern RULE = Pattern.compile("(?:[Gg]rounds\\(|facts, )\"([a-z_]+\\.[a-z_]+)\"");

    private static final Set<String> LETTER_WITH_A_LINK = Set.of("subject", "lead", "link", "stranger");

    static Stream<Vocabulary> all() {
        return Stream.of(
                new Vocabulary(
                        "run.type",
                        Arrays.stream(OperationType.values())
                                .map(OperationType::code)
                                .collect(Collectors.toSet())),
                of("run.status", RunStatus.values()),
                of("run.outcome", RunOutcome.values()),
                of("run.freshness", Freshness.State.values()),
                of("run.explain", Freshness.State.values()),
                of("settings.person.told.kind", NoticeKind.values()),
                of("settings.person.told.by", NoticeWay.values()),
                of("settings.person.told.mail", MailRoad.values()),
                of("run.ended", RunOutcome.values()),
                new Vocabulary("decision", decisions()),
                new Vocabulary("rule", rules()),
                new Vocabulary("known", rules()),
                of("proof.source", ReconciliationSource.values()),
                of("settings.audit.via", Via.values()),
                new Vocabulary("proof.environment", Set.of("active", "archived", "unproven")),
                of("consequence", Consequence.values()).and("broken"),
                new Vocabulary("proof.followed", Set.of("give_back", "cancel", "give_up", "changed_meanwhile")),
                new Vocabulary("system.source", Set.of("scheduled", "operator")),
                new Vocabulary("system.role", Set.of("web", "worker", "both")),
                of("proof.left", Freshness.State.values()),
                of("run.step", ReviewContent.Section.values()).and("evidence", "comparing", "writing", "reading_back"),
                of("restore.origin", SnapshotOrigin.values()),
                of("restore.state", RestoreState.values()).and("previewed", "partial", "contradicted"),
                of("restore.change", ItemChange.values()),
                of("restore.result", ItemResult.values()),
                new Vocabulary("restore.reason", faults()).and("changed", "gone", "unread"),
                new Vocabulary(
                        "review.status", Set.of("draft", "ready", "published", "superseded", "archived", "failed")),
                new Vocabulary(
                        "review.start", Set.of("dispatched", "reused_active_run", "already_available", "refused")),
                of("review.completeness", Completeness.CompletenessState.values()),
                of("review.completeness_reason", Completeness.PartialReason.values()),
                of("review.gap", ReviewContent.Gap.values()),
                of("review.severity_count", Severity.values()),
                new Vocabulary(
                        "review.refused",
                        Arrays.stream(StartResult.RefusalReason.values())
                                .map(StartResult.RefusalReason::code)
                                .collect(Collectors.toSet())),
                of("document.section", ReviewContent.Section.values()).and("whole", "drift", "identity", "reading"),
                of("publish.left_out", LeftOutOfPack.values()).and("nothing"),
                of("publish.meanwhile", ReviewStatus.values()).and("words", "other", "letterhead"),
                of("document.findings.group", ReviewContent.FindingGroup.values()),
                of("document.findings.about", ReviewContent.FindingGroup.values()),
                of("document.reading.result", CheckResult.values()),
                of("document.reading.severity", Severity.values()),
                of("evidence.format", EvidenceFormat.values()),
                of("check.result", CheckResult.values()),
                of("evidence.changes.count", ChangeKind.values()),
                of("evidence.changes.kind", ChangeKind.values()),
                of("check.severity", Severity.values()),
                of("kit.navigation", Navigation.Place.values())
                        .and(
                                "label",
                                "sections",
                                "toggle",
                                "skip",
                                "across",
                                "system",
                                "system_workspaces",
                                "system_accounts",
                                "system_about"),
                of("settings.role", Role.values()),
                of("settings.role_may", Role.values()),
                of("settings.capability", Capability.values()),
                of("settings.invitations.is", InvitationState.values()),
                of("settings.invitations.mail", LinkMail.MailState.values()).and("unknown", "again"),
                new Vocabulary("letter.invitation", LETTER_WITH_A_LINK),
                new Vocabulary("letter.reset", LETTER_WITH_A_LINK),
                new Vocabulary("letter.confirmation", LETTER_WITH_A_LINK),
                of("settings.webhooks.event", WebhookEvent.values()),
                of("settings.deliveries.is", Delivery.DeliveryState.values()),
                of("settings.deliveries.fault", Delivery.DeliveryFault.values()));
    }

    /// What a target could not do, as its part names them.
    private static Set<String> faults() {
        return Pattern.compile("(?m)^        ([A-Z_]+),?$")
                .matcher(source("restore/target/TargetFault"))
                .results()
                .map(it -> it.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// The reasons that a decision table gives, and that of a run without one: each names its row.
    static Set<String> rules() {
        return Stream.of("reviews/ComposeDecisionTable", "restore/RestoreDecisionTable", "operations/proof/RunProver")
                .flatMap(code -> RULE.matcher(source(code)).results())
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> decisions() {
        return Arrays.stream(ReconciliationDecision.class.getPermittedSubclasses())
                .map(Vocabulary::decision)
                .map(ReconciliationDecision::code)
                .collect(Collectors.toSet());
    }

    private static ReconciliationDecision decision(Class<?> kind) {
        try {
            return (ReconciliationDecision)
                    kind.getDeclaredConstructor(Grounds.class).newInstance((Object) null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String source(String code) {
        try {
            return Files.readString(Path.of("src/main/java/io/runtruth", code + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> keys() {
        return codes.stream().map(code -> prefix + "." + code).collect(Collectors.toSet());
    }

    private static Vocabulary of(String prefix, Enum<?>... constants) {
        return new Vocabulary(
                prefix,
                Arrays.stream(constants)
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    private Vocabulary and(String... more) {
        return new Vocabulary(
                prefix, Stream.concat(codes.stream(), Arrays.stream(more)).collect(Collectors.toSet()));
    }
}
