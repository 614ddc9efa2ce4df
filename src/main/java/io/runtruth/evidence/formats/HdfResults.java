package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The results of one control, as they are read: the worst of them is the control's. What a person attested is kept
/// apart, because it stands among them like a test.
final class HdfResults {

    static final NormalisedResult PASSED = NormalisedResult.of(CheckResult.PASS);

    private static final int MAX_LINES = 2_500;
    private static final int MAX_NAME = 500;
    private static final int MAX_MESSAGE = 400;
    private static final JsonPaths RESULT =
            JsonPaths.of("status", "code_desc", "message", "skip_message", "backtrace", "start_time");
    private static final JsonPaths NAME = JsonPaths.of("code_desc");
    private static final String ATTESTED = "attestation";

    private final Worst tests = new Worst();
    private final Worst attested = new Worst();
    private StatedTime startedAt = StatedTime.NONE;
    private int count;

    /// Whether the result that the cursor stands on is that of a test.
    static boolean isTest(JsonCursor in) {
        return !isAttestation(in.isObject() ? in.select(NAME) : new JsonValues(NAME));
    }

    private static boolean isAttestation(JsonValues result) {
        return result.firstOr("", "code_desc").toLowerCase(Locale.ROOT).contains(ATTESTED);
    }

    void read(JsonCursor in) {
        if (!in.isObject()) {
            throw in.refusal("evidence.unexpected_type");
        }
        var result = in.select(RESULT);
        count++;
        if (isAttestation(result)) {
            attested.add(rank(result), result);
        } else {
            tests.add(rank(result), result);
            startedAt = startedAt.later(StatedTime.of(result.first("start_time")));
        }
    }

    /// A test that crashed is written as a failed one, with the way that led there.
    private static Rank rank(JsonValues result) {
        var isCrashed = result.first("backtrace") != null;
        return switch (result.firstOr("", "status").strip().toLowerCase(Locale.ROOT)) {
            case "error" -> Rank.CRASHED;
            case "failed" -> isCrashed ? Rank.CRASHED : Rank.FAILED;
            case "passed" -> isCrashed ? Rank.CRASHED : Rank.PASSED;
            case "skipped" -> isCrashed ? Rank.CRASHED : Rank.SKIPPED;
            default -> isCrashed ? Rank.CRASHED : Rank.OTHER;
        };
    }

    int count() {
        return count;
    }

    StatedTime startedAt() {
        return startedAt;
    }

    /// The tool's own word for the worst result of a test; `null` where there is none.
    @Nullable
    String word() {
        return tests.rank == Rank.NONE ? attested.word : tests.word;
    }

    /// With what a person attested, which hides nothing that is worse.
    NormalisedResult outcome() {
        var worst = tests.rank.compareTo(attested.rank) >= 0 ? tests.rank : attested.rank;
        return worst.outcome;
    }

    /// What the worst results say, as much as is shown; not what an attestation says, which names persons.
    @Nullable
    String text(boolean isAttested) {
        var worst = isAttested || tests.rank.compareTo(attested.rank) >= 0 ? tests : attested;
        return worst.lines.isEmpty() ? null : worst.lines + (worst.shown < worst.worst ? worst.left() : "");
    }

    /// From nothing to the worst. That a test was skipped says nothing where another one passed.
    private enum Rank {
        NONE(NormalisedResult.notAssessed("not_run")),
        SKIPPED(NormalisedResult.notAssessed("other")),
        PASSED(HdfResults.PASSED),
        OTHER(NormalisedResult.of(CheckResult.UNKNOWN)),
        FAILED(NormalisedResult.of(CheckResult.FAIL)),
        CRASHED(new NormalisedResult(CheckResult.ERROR, "tool_error"));

        private final NormalisedResult outcome;

        Rank(NormalisedResult outcome) {
            this.outcome = outcome;
        }
    }

    /// The worst results of some, and what they say.
    private static final class Worst {
        private final StringBuilder lines = new StringBuilder();
        private Rank rank = Rank.NONE;
        private @Nullable String word;
        private int worst;
        private int shown;

        void add(Rank added, JsonValues result) {
            if (added.compareTo(rank) < 0) {
                return;
            }
            if (added != rank) {
                rank = added;
                word = result.first("status");
                lines.setLength(0);
                worst = 0;
                shown = 0;
            }
            worst++;
            if (lines.length() < MAX_LINES && worst == shown + 1) {
                shown++;
                lines.append(lines.isEmpty() ? "" : "\n").append(said(result));
            }
        }

        /// A crash names the file of the profile, in the folder of whoever ran it.
        private static String said(JsonValues result) {
            var name = Cleaned.lines(HomeFolders.hiddenIn(result.firstOr("", "code_desc")), MAX_NAME);
            var message =
                    Cleaned.lines(HomeFolders.hiddenIn(result.firstOr("", "skip_message", "message")), MAX_MESSAGE);
            if (name == null || message == null) {
                return name == null ? message == null ? "?" : message : name;
            }
            return name.equals(message) ? name : name + "\n" + message;
        }

        String left() {
            return "\n… (" + shown + "/" + worst + ")";
        }
    }
}
