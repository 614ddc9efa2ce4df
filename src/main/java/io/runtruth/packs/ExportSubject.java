package io.runtruth.packs;

import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/// What an export is of.
///
/// @param type as the audit trail has it
/// @param word `run` or `review`
/// @param slug of the environment, as is the name
record ExportSubject(String type, UUID id, String word, Scope scope, String slug, String environment) {

    private static final int SHORT = 8;

    static ExportSubject of(RunRow run) {
        var environment = Objects.requireNonNull(run.environment(), "a run with a scope");
        return new ExportSubject("operation_run", run.id(), "run", run.scope(), environment.slug(), environment.name());
    }

    static ExportSubject of(Scope scope, ReviewRow review) {
        var environment = review.environment();
        return new ExportSubject(
                "environment_review", review.id(), "review", scope, environment.slug(), environment.name());
    }

    String shortId() {
        return id.toString().substring(0, SHORT);
    }

    /// What it is, whoever exports it and when.
    Map<String, Object> named() {
        return Map.of(
                "type",
                type,
                "id",
                id.toString(),
                "workspace",
                scope.workspaceId().toString());
    }

    /// What the audit trail tells of it: the thing itself, its runs, and what they were started for, where
    /// their start is kept.
    List<UUID> audited(List<RunRow> runs) {
        var subjects = new TreeSet<UUID>();
        subjects.add(id);
        for (var run : runs) {
            subjects.add(run.id());
            if (run.subject().recordId() != null) {
                subjects.add(run.subject().recordId());
            }
        }
        return List.copyOf(subjects);
    }
}
