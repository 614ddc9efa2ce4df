package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangeSummary;
import io.runtruth.evidence.ChangedCheck;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What changed between two files, in a sentence and in words for each check.
///
/// @param of whose language it is
public record ChangeWording(Component of) {

    private static final String WORDS = "evidence.changes.";

    public String sentence(ChangeSummary summary) {
        return switch (summary) {
            case ChangeSummary.FirstOfItsKind _ -> text("first");
            case ChangeSummary.NothingInCommon _ -> text("nothing_comparable");
            case ChangeSummary.NotCounted _ -> text("not_counted");
            case ChangeSummary.Counted counted ->
                counted.counts().isEmpty() ? text("unchanged") : text("changed", list(counted.counts()));
        };
    }

    /// The same under a heading that says what it is about.
    public String brief(ChangeSummary summary) {
        if (summary instanceof ChangeSummary.Counted counted) {
            return counted.counts().isEmpty() ? text("none") : list(counted.counts());
        }
        return sentence(summary);
    }

    /// "2 newly failing, 6 fixed".
    ///
    /// @param counts of the kinds that there are some of
    public String list(Map<ChangeKind, Long> counts) {
        return LocalFormat.of(UI.getCurrent())
                .list(Arrays.stream(ChangeKind.values())
                        .filter(counts::containsKey)
                        .map(kind -> text("count." + kind.code(), counts.getOrDefault(kind, 0L)))
                        .toList());
    }

    public String title(ChangeKind kind) {
        return text("kind." + kind.code());
    }

    public String results(ChangedCheck check) {
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

    public String text(String key, Object... arguments) {
        return of.getTranslation(WORDS + key, arguments);
    }
}
