package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H5;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.Question;
import io.runtruth.portal.QuestionService;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import java.util.List;
import java.util.UUID;

/// What is asked about one finding, and what is answered. What people wrote is plain text.
final class FindingQuestions extends Div {

    private final ReviewReaders readers;
    private final int finding;
    private final Runnable onDone;
    private final LocalFormat format;

    /// @param finding its place in the document
    /// @param onDone hears that something was said
    FindingQuestions(ReviewReaders readers, int finding, Runnable onDone, LocalFormat format) {
        this.readers = readers;
        this.finding = finding;
        this.onDone = onDone;
        this.format = format;
        addClassNames("finding-questions", "screen-only");
    }

    /// @param questions the oldest first
    void show(List<Question> questions) {
        removeAll();
        if (!questions.isEmpty()) {
            add(new H5(getTranslation("readers.questions_here")));
            questions.forEach(it -> add(question(it)));
        }
        if (readers.at().isOut()) {
            add(button("action-ask-" + finding, "question.ask", this::ask));
        }
    }

    private Div question(Question question) {
        var asked = format.dateTime(question.askedAt());
        var head = new Div(
                QuestionWording.badge(question.status()),
                Spans.quiet(
                        question.own()
                                ? getTranslation("question.own", asked)
                                : getTranslation("readers.asked_by", ForeignText.shown(question.askedBy()), asked)));
        head.addClassName("head");
        var shown = new Div(head, words(question.text()));
        shown.addClassName("question-shown");
        shown.getElement().setAttribute("data-status", question.status().code());
        end(shown, question);
        if (question.isOpen()) {
            actions(shown, question);
        }
        return shown;
    }

    private void end(Div shown, Question question) {
        var end = question.end();
        if (end != null) {
            var key = "question.ended." + question.status().code();
            var at = format.dateTime(end.at());
            shown.add(Spans.quiet(
                    end.by() == null
                            ? getTranslation(key, at)
                            : getTranslation(key + "_by", ForeignText.shown(end.by()), at)));
            if (end.answer() != null) {
                shown.add(words(end.answer()));
            }
        }
    }

    private void actions(Div shown, Question question) {
        var actions = new Div();
        actions.addClassName("question-actions");
        if (!readers.at().isOut()) {
            shown.add(Spans.quiet(getTranslation("question.withdrawn")));
        } else if (readers.at().mayManage()) {
            actions.add(button("action-answer-question-" + question.id(), "question.answer", () -> answer(question)));
        }
        if (readers.at().mayManage() || question.own()) {
            actions.add(button(
                    "action-close-question-" + question.id(),
                    readers.at().mayManage() ? "question.close" : "question.withdraw",
                    () -> {
                        readers.at().close(question.id());
                        onDone.run();
                    }));
        }
        shown.add(actions);
    }

    private void ask() {
        var text = field("question.ask.label", QuestionService.MOST_QUESTION);
        // one for each time that somebody wants to ask, however often it is sent
        var request = UUID.randomUUID().toString();
        new FormDialog(
                        "dialog-ask",
                        getTranslation("question.ask.title"),
                        readers.at().messages())
                .ask(new Paragraph(getTranslation("question.ask.about")), text)
                .offer("action-confirm-ask", getTranslation("question.ask.confirm"), () -> {
                    readers.at().ask(new NewQuestion(finding, text.getValue(), request));
                    Toast.done(getTranslation("question.ask.done"));
                    onDone.run();
                })
                .open();
    }

    private void answer(Question question) {
        var text = field("question.answer.label", QuestionService.MOST_ANSWER);
        new FormDialog(
                        "dialog-answer",
                        getTranslation("question.answer.title"),
                        readers.at().messages())
                .ask(words(question.text()), new Paragraph(getTranslation("question.answer.about")), text)
                .offer("action-confirm-answer", getTranslation("question.answer.confirm"), () -> {
                    readers.at().answer(question.id(), text.getValue());
                    onDone.run();
                })
                .open();
    }

    private TextArea field(String label, int most) {
        var field = new TextArea(getTranslation(label));
        field.setId("question-text");
        field.setMaxLength(most);
        field.setWidthFull();
        field.setMinRows(3);
        field.setMaxRows(10);
        return field;
    }

    private static Paragraph words(String text) {
        var words = new Paragraph(ForeignText.shown(text));
        words.addClassName("evidence-text");
        return words;
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(getTranslation(key), _ -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }
}
