package io.runtruth.ui.kit;

import io.runtruth.edge.StrangersLog;
import io.runtruth.operations.queue.PassingFault;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What went wrong, in words for people (I11): a [Problem] by its code, everything else calmly and under a
/// reference.
@Component
public final class ProblemMessages {

    private static final int DEEPEST_CAUSE = 16;

    private final Texts texts;
    private final StrangersLog log;

    public ProblemMessages(Texts texts, StrangersLog log) {
        this.texts = texts;
        this.log = log;
    }

    /// The text of `problem.<code>` with the problem's arguments; where there is none, that of its kind.
    public String of(Problem problem, Locale locale) {
        var key = "problem." + problem.code();
        return texts.has(key)
                ? texts.getTranslation(key, locale, problem.arguments().toArray())
                : texts.getTranslation("problem.kind." + kind(problem), locale);
    }

    /// A text for whatever was thrown. What is not a problem is a fault: it is logged here, once, and the text
    /// carries the reference under which the log has it.
    public String of(Throwable thrown, Locale locale) {
        return problemIn(thrown)
                .or(() -> PassingFault.isNoRoom(thrown) ? Optional.of(new Problem.NoRoom()) : Optional.empty())
                .map(problem -> of(problem, locale))
                .orElseGet(() -> texts.getTranslation("problem.unexpected", locale, logged(thrown)));
    }

    /// The problem that was thrown, also where a proxy or a container has wrapped it.
    static Optional<Problem> problemIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String kind(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ -> "not_found";
            case Problem.Forbidden _ -> "forbidden";
            case Problem.InvalidInput _ -> "invalid_input";
            case Problem.Conflict _, Problem.Unprocessable _, Problem.NoRoom _, Problem.TooMuch _ -> "conflict";
        };
    }

    private String logged(Throwable thrown) {
        var reference = UUID.randomUUID().toString().substring(0, 8);
        log.fault("Unexpected in the console", reference, thrown);
        return reference;
    }
}
