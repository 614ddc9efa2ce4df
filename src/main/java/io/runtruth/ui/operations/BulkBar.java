package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.Confirmation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What can be done with the runs that were chosen: those that are marked in the list, or all that it has. What is
/// chosen is a list of runs and no longer a filter: what comes in later is not among them. It is asked before, by their
/// number.
final class BulkBar extends Composite<Div> {

    private final Span chosen = new Span();
    private final Button all = new Button();
    private final Button none = new Button();
    private final List<Button> acts = new ArrayList<>();
    private final Supplier<List<UUID>> ofList;
    private final BiConsumer<BulkAct, List<UUID>> act;
    private final Runnable onNone;
    private List<UUID> runs = List.of();

    /// @param ofList the runs of the list, newest first, one more than [BulkRuns#MOST] where there are more
    /// @param act does it, once it was confirmed
    /// @param onNone takes the marks off the list
    BulkBar(Supplier<List<UUID>> ofList, BiConsumer<BulkAct, List<UUID>> act, Runnable onNone) {
        this.ofList = ofList;
        this.act = act;
        this.onNone = onNone;
        chosen.setId("bulk-chosen");
        chosen.getElement().setAttribute("role", "status");
        button(all, "action-choose-all", "operations.bulk.all", this::chooseAll);
        button(none, "action-choose-none", "operations.bulk.none", this::chooseNone);
        var bar = getContent();
        bar.setId("bulk-bar");
        bar.addClassName("bulk-bar");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", getTranslation("operations.bulk.label"));
        bar.add(chosen, all);
        for (var each : BulkAct.values()) {
            var button = new Button();
            button(button, id(each), "operations.bulk." + each.code() + ".action", () -> ask(each));
            acts.add(button);
            bar.add(button);
        }
        bar.add(none);
        choose(List.of());
    }

    private static String id(BulkAct act) {
        return switch (act) {
            case CANCEL -> "action-bulk-cancel";
            case CHECK_NOW -> "action-bulk-check-now";
            case TRY_AGAIN -> "action-bulk-try-again";
        };
    }

    private void button(Button button, String id, String key, Runnable work) {
        button.setId(id);
        button.setText(getTranslation(key));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.addClickListener(_ -> work.run());
    }

    /// Those that are marked now; of more than can be done at once, the first.
    void choose(List<UUID> marked) {
        runs = marked.subList(0, Math.min(BulkRuns.MOST, marked.size()));
        chosen.setText(
                runs.isEmpty()
                        ? getTranslation("operations.bulk.nothing")
                        : getTranslation(
                                marked.size() > runs.size() ? "operations.bulk.chosen_cut" : "operations.bulk.chosen",
                                runs.size()));
        acts.forEach(it -> it.setEnabled(!runs.isEmpty()));
        none.setVisible(!runs.isEmpty());
        all.setVisible(runs.isEmpty());
    }

    private void chooseAll() {
        choose(ofList.get());
    }

    private void chooseNone() {
        onNone.run();
        choose(List.of());
    }

    private void ask(BulkAct asked) {
        var those = runs;
        var texts = "operations.bulk." + asked.code();
        Confirmation.ask(
                new Confirmation.Really(
                        "bulk-" + asked.code().replace('_', '-'),
                        getTranslation(texts + ".question", those.size()),
                        List.of(getTranslation(texts + ".text")),
                        getTranslation("operations.bulk.keep"),
                        getTranslation(texts + ".confirm", those.size())),
                () -> {
                    act.accept(asked, those);
                    chooseNone();
                });
    }
}
