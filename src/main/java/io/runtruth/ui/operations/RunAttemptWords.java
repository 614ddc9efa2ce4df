package io.runtruth.ui.operations;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.BulkPanel;
import io.runtruth.ui.kit.ProofWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What came of several runs with which a person did the same, in words.
///
/// @param workspace its slug
record RunAttemptWords(String workspace, BulkAct act) implements BulkPanel.LineWords<RunAttempt> {

    @Override
    public String title(int asked) {
        return I18NProvider.translate("operations.bulk." + act.code() + ".title", asked);
    }

    @Override
    public String summary(List<RunAttempt> all) {
        var followed = count(all, RunAttemptWords::hasFollowed);
        var failed = count(all, RunAttempt.NotDone.class::isInstance);
        return I18NProvider.translate(
                "operations.bulk." + act.code() + ".summary", followed, all.size() - followed - failed, failed);
    }

    private static long count(List<RunAttempt> all, Predicate<RunAttempt> which) {
        return all.stream().filter(which).count();
    }

    /// Whether it changed what the person wanted changed.
    private static boolean hasFollowed(RunAttempt attempt) {
        return switch (attempt) {
            case RunAttempt.Cancelled(var _, var transition) -> !hadEnded(transition);
            case RunAttempt.Checked(var _, var finding) ->
                finding.consequence() != Consequence.LEAVE && finding.consequence() != Consequence.CHANGED_MEANWHILE;
            case RunAttempt.BegunAgain(var _, Again.OfReview(var _, var result)) -> result instanceof Dispatched;
            case RunAttempt.BegunAgain(var _, Again.OfRestore(var _, var result)) ->
                result instanceof RestoreDispatched;
            case RunAttempt.NotDone _ -> false;
        };
    }

    private static boolean hadEnded(RunTransition transition) {
        return transition instanceof RunTransition.AlreadyTerminal(var run) && run.outcome() != RunOutcome.CANCELLED;
    }

    @Override
    public ListItem item(RunAttempt line) {
        return switch (line) {
            case RunAttempt.Cancelled(var run, var transition) ->
                item(run, CancelAction.answer(transition).text());
            case RunAttempt.Checked(var run, var finding) ->
                item(run, ProofWording.of(finding).text());
            case RunAttempt.BegunAgain(var run, var again) -> {
                var told = RunAgain.told(again);
                var item = item(run, told.title());
                told.more().ifPresent(more -> item.add(new Span(more)));
                told.next().ifPresent(item::add);
                yield item;
            }
            case RunAttempt.NotDone(var id, var run, var words) -> run == null ? gone(id, words) : item(run, words);
        };
    }

    private ListItem item(RunRow run, String words) {
        var link = new Anchor("/" + Routes.run(workspace, run.id()), named(run));
        link.addClassName("subject");
        return line(run.id(), link, words);
    }

    private static ListItem gone(UUID id, String words) {
        var name = new Span(id.toString());
        name.addClassName("subject");
        return line(id, name, words);
    }

    private static ListItem line(UUID id, com.vaadin.flow.component.Component name, String words) {
        var item = new ListItem(name, new Span(words));
        item.getElement().setAttribute("data-run", id.toString());
        return item;
    }

    private static String named(RunRow run) {
        return I18NProvider.translate(
                "operations.bulk.run", RunWording.type(run.type()).text(), place(run.environment()));
    }

    private static String place(RunRow.@Nullable RunEnvironment environment) {
        return environment == null ? "–" : ForeignText.shown(environment.name());
    }
}
