package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.shared.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Findings of AWS Security Hub and of tools that write for it (formats 2.10): a list, an answer around one, or
/// findings one a line. A file of several accounts is read whole, and then has no target, or for the one that the
/// caller chose.
final class AsffReader implements FormatReader<JsonFile> {

    private final @Nullable String wanted;

    /// @param account the id or name of the account to read of a file with several; `null` for all
    AsffReader(@Nullable String account) {
        this.wanted = account;
    }

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var outline = AsffOutline.of(file, wanted);
        try (var in = file.open()) {
            return new Reading(counter, outline).read(in);
        }
    }

    /// Hands on each finding, whatever stands around it.
    ///
    /// @param answer gets the token of an answer that is not the last one
    static void each(JsonCursor in, Consumer<AsffFinding> action, Runnable answer) {
        in.records(() -> record(in, action, answer));
    }

    private static void record(JsonCursor in, Consumer<AsffFinding> action, Runnable answer) {
        if (!in.isObject()) {
            throw in.refusal("evidence.unexpected_type");
        }
        var isAnswer = new boolean[1];
        var finding = in.select(AsffFinding.PATHS, name -> {
            switch (name) {
                case "Findings", "findings" -> {
                    isAnswer[0] = true;
                    in.items(() -> listed(in, action));
                }
                case "NextToken" -> {
                    var token = in.text();
                    if (token != null && !token.isBlank()) {
                        answer.run();
                    }
                }
                default -> {}
            }
        });
        if (!isAnswer[0]) {
            action.accept(new AsffFinding(finding));
        }
    }

    private static void listed(JsonCursor in, Consumer<AsffFinding> action) {
        if (!in.isObject()) {
            throw in.refusal("evidence.unexpected_type");
        }
        action.accept(new AsffFinding(in.select(AsffFinding.PATHS)));
    }

    private static final class Reading {

        private final CheckCounter counter;
        private final AsffOutline outline;
        private final ItemNames items = new ItemNames(EvidenceFormat.ASFF);
        private final Map<String, Tool> tools = new LinkedHashMap<>();
        private StatedTime updatedAt = StatedTime.NONE;
        private int at;

        Reading(CheckCounter counter, AsffOutline outline) {
            this.counter = counter;
            this.outline = outline;
        }

        FileOrigin read(JsonCursor in) {
            each(in, this::finding, () -> counter.warn(FileFacts.NOT_ALL));
            in.end();
            items.require(true);
            if (at > 0 && !outline.hasChecks()) {
                throw new Problem.InvalidInput("evidence.asff_no_checks");
            }
            if (outline.isOfSeveralAccounts()) {
                counter.warn("several_targets");
            }
            if (tools.size() > 1) {
                counter.warn("several_tools");
            }
            if (tools.values().stream().anyMatch(tool -> !tool.isWhole && !tool.hasPasses)) {
                counter.warn(FileFacts.FAILURES_ONLY);
            }
            return new FileOrigin(
                    tools.isEmpty() ? "AWS Security Hub" : String.join(", ", tools.keySet()),
                    tools.size() == 1 ? tools.values().iterator().next().version : null,
                    outline.target(),
                    outline.targetName(),
                    outline.chosen(),
                    updatedAt);
        }

        private void finding(AsffFinding finding) {
            int index = at++;
            items.item(finding.isNamed());
            if (!outline.isOfTarget(finding)) {
                counter.skipped("other_account");
                return;
            }
            updatedAt = updatedAt.later(finding.updatedAt());
            if (!finding.isCheck()) {
                counter.skipped("no_check");
                return;
            }
            tool(finding);
            if (finding.isArchived()) {
                counter.skipped("archived");
            } else if (outline.isSuperseded(index)) {
                counter.skipped("superseded");
            } else {
                counter.add(finding.draft(outline.isOfSeveralAccounts()));
            }
        }

        private void tool(AsffFinding finding) {
            if (tools.size() == AsffOutline.MAX_TOOLS && !tools.containsKey(finding.tool())) {
                return;
            }
            var tool = tools.computeIfAbsent(finding.tool(), _ -> new Tool(finding));
            tool.hasPasses |= finding.isPassed();
        }
    }

    private static final class Tool {
        private final @Nullable String version;
        private final boolean isWhole;
        private boolean hasPasses;

        Tool(AsffFinding first) {
            version = first.toolVersion();
            isWhole = first.isOfWholeTool();
        }
    }
}
