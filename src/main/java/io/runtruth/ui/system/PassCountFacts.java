package io.runtruth.ui.system;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.system.PassCounts.RuleCount;
import java.util.List;

/// A [PassCounts] as names and values; what did not occur is not listed.
final class PassCountFacts {

    private PassCountFacts() {}

    static void add(FactList facts, PassCounts counts) {
        facts.fact(name("looked_at"), LocalFormat.of(UI.getCurrent()).number(counts.lookedAt()));
        lines(facts, "decided", counts.decided());
        lines(facts, "followed", counts.followed());
        lines(facts, "left_alone", counts.leftAlone());
    }

    private static void lines(FactList facts, String name, List<RuleCount> counts) {
        if (!counts.isEmpty()) {
            facts.fact(name(name), counts.stream().map(PassCountFacts::line).toArray(Component[]::new));
        }
    }

    private static Div line(RuleCount count) {
        return new Div(new Span(count.phrase().text()));
    }

    private static String name(String fact) {
        return I18NProvider.translate("system.pass." + fact);
    }
}
