package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.access.Actor;
import io.runtruth.operations.reads.Attention;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Toast;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who deals with the question of a run, what a person can do about it, and what has been done: the same on the
/// desk and on the run's page. What stays the same is not drawn again, so that a focus stays.
@JsModule("context://console/components/desk.js")
final class AttentionBox extends Composite<Section> {

    private final AttentionActs acts;
    private final AttentionDialogs dialogs;
    private final ProblemMessages messages;
    private final Runnable onDone;

    private final Div standing = new Div();
    private final Button take = button("action-take", "T", this::take);
    private final Button release = button("action-release", null, this::release);
    private final Button snooze = button("action-snooze", "S", () -> dialogs().snooze(actor(), run()));
    private final Button handOver =
            button("action-hand-over", null, () -> dialogs().handOver(actor(), run()));
    private final Button note = button("action-note", "N", () -> dialogs().note(actor(), run()));
    private final Button close = button("action-close", null, () -> dialogs().close(actor(), run()));
    private final Div actions = new Div(take, release, snooze, handOver, note, close);
    private final OrderedList steps = new OrderedList();
    private @Nullable Shown shown;

    /// @param onDone reads again what the page shows
    AttentionBox(AttentionActs acts, ProblemMessages messages, Runnable onDone) {
        this.acts = acts;
        this.messages = messages;
        this.onDone = onDone;
        this.dialogs = new AttentionDialogs(acts, messages, onDone);
        standing.setId("attention-standing");
        standing.addClassName("standing");
        standing.getElement().setAttribute("role", "status");
        actions.addClassName("attention-actions");
        steps.setId("attention-steps");
        take.addThemeVariants(ButtonVariant.PRIMARY);
        getContent().setId("attention");
        getContent().addClassName("attention");
        getContent().add(new H2(getTranslation("attention.title")), standing, actions, steps);
        getContent().setVisible(false);
    }

    /// @param lines the timeline of the run
    /// @param may whether the person may deal with it
    void show(Actor.Person person, RunRow row, List<TimelineLine> lines, boolean may) {
        var attention = row.attention();
        getContent().setVisible(attention != null);
        if (attention == null) {
            shown = null;
            return;
        }
        var now = new Shown(
                person, row, lines.stream().filter(TimelineLine::isOfAttention).toList(), may);
        if (!now.looksLike(shown)) {
            stand(attention);
            offer(attention, person, may);
            steps.removeAll();
            now.lines().forEach(line -> steps.add(step(line)));
            steps.setVisible(!now.lines().isEmpty());
        }
        shown = now;
    }

    /// Trying again started nothing, so no later run will answer the question: whoever may is asked whether what is
    /// there does.
    void offerToClose() {
        if (actions.isVisible() && close.isVisible()) {
            dialogs().closeWithWhatIsThere(actor(), run());
        }
    }

    private void stand(Attention attention) {
        standing.removeAll();
        standing.add(new Span(AttentionWording.standing(attention).text()));
        if (attention.holder() != null) {
            standing.add(new RelativeTime(attention.holder().since()));
        }
        if (attention.end() != null) {
            standing.add(new RelativeTime(attention.end().at()));
        }
        if (attention.until() != null) {
            var until = LocalFormat.of(UI.getCurrent()).dateTime(attention.until());
            standing.add(new Span(getTranslation("attention.waits", until)));
        }
        standing.getElement().setAttribute("data-open", Boolean.toString(attention.isOpen()));
    }

    private void offer(Attention attention, Actor.Person person, boolean may) {
        var isMine = attention.isHeldBy(person.account());
        var isOthers = attention.heldByAnother(person.account()).isPresent();
        actions.setVisible(may);
        take.setVisible(attention.isOpen() && !isOthers && (!isMine || attention.until() != null));
        release.setVisible(attention.isOpen() && isMine);
        snooze.setVisible(attention.isOpen() && !isOthers);
        handOver.setVisible(attention.isOpen());
        close.setVisible(attention.isOpen() && !isOthers);
        note.setVisible(true);
    }

    private static ListItem step(TimelineLine line) {
        var item = new ListItem(new Span(line.what().text()), new RelativeTime(line.at()));
        if (line.until() != null) {
            var until = LocalFormat.of(UI.getCurrent()).dateTime(line.until());
            item.add(new Span(Phrase.of("attention.waits_until", until).text()));
        }
        if (line.note() != null) {
            item.add(AttentionNote.of(line.note()));
        }
        return item;
    }

    private void take() {
        attempt(() -> acts.take(actor(), run()));
    }

    private void release() {
        attempt(() -> acts.release(actor(), run()));
    }

    /// Whoever was quicker is told of, and the page shows it.
    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
        onDone.run();
    }

    private Button button(String id, @Nullable String key, Runnable act) {
        var name = id.substring(id.indexOf('-') + 1).replace('-', '_');
        var button = new Button(getTranslation("attention.action." + name), _ -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL);
        if (key != null) {
            var hint = new Span(key);
            hint.addClassName("key");
            hint.getElement().setAttribute("aria-hidden", "true");
            button.setSuffixComponent(hint);
            button.getElement().setAttribute("aria-keyshortcuts", key);
        }
        return button;
    }

    private AttentionDialogs dialogs() {
        return dialogs;
    }

    private Actor.Person actor() {
        return Objects.requireNonNull(shown).person();
    }

    private RunRow run() {
        return Objects.requireNonNull(shown).row();
    }

    private record Shown(Actor.Person person, RunRow row, List<TimelineLine> lines, boolean may) {

        boolean looksLike(@Nullable Shown other) {
            return other != null
                    && row.id().equals(other.row.id())
                    && Objects.equals(row.attention(), other.row.attention())
                    && lines.equals(other.lines)
                    && may == other.may;
        }
    }
}
