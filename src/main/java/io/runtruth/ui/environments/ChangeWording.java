package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangeSummary;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.ui.kit.LocalFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a file changed, in a sentence and in words for each check.
///
/// @param of whose language it is
record ChangeWording(Component of) {

    private static final String WORDS = "evidence.changes.";

    String sentence(ChangeSummary summary) {
        return switch (summary) {
            case ChangeSummary.FirstOfItsKind _ -> text("first");
            case ChangeSummary.NothingInCommon _ -> text("nothing_comparable");
            case ChangeSummary.NotCounted _ -> text("not_counted");
            case ChangeSummary.Counted counted ->
                counted.counts().isEmpty() ? text("unchanged") : text("changed", list(counted));
        };
    }

    /// The same under a heading that says what it is about.
    String brief(ChangeSummary summary) {
        if (summary instanceof ChangeSummary.Counted counted) {
            return counted.counts().isEmpty() ? text("none") : list(counted);
        }
        return sentence(summary);
    }

    private String list(ChangeSummary.Counted counted) {
        return LocalFormat.of(UI.getCurrent())
                .list(Arrays.stream(ChangeKind.values())
                        .filter(kind -> counted.of(kind) > 0)
                        .map(kind -> text("count." + kind.code(), counted.of(kind)))
                        .toList());
    }

    String title(ChangeKind kind) {
        return text("kind." + kind.code());
    }

    String results(ChangedCheck check) {
        return text("from_to", result(check.from()), result(check.to()));
    }

    private String result(@Nullable String code) {
        if (code == null) {
            return text("not_there");
        }
        return code.equals(ChangedCheck.SUPPRESSED)
                ? of.getTranslation("evidence.grid.suppressed")
                : of.getTranslation("check.result." + code);
    }

    String text(String key, Object... arguments) {
        return of.getTranslation(WORDS + key, arguments);
    }
}
