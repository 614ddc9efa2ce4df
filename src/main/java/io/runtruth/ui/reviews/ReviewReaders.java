package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.portal.Question;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.portal.Reading;
import io.runtruth.portal.ReadingQueries;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.reviews.ReaderDesk.AtReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Above a published document: who has read it, and what is asked about it; and beside each finding what is asked about
/// that.
final class ReviewReaders extends Section {

    private static final int NAMED = 20;

    private final IntConsumer reveal;
    private final LocalFormat format = LocalFormat.of(UI.getCurrent());
    private final Map<Integer, FindingQuestions> shown = new HashMap<>();
    private AtReview at;
    private List<Reading> readings = List.of();
    private List<Question> questions = List.of();

    ReviewReaders(AtReview at, IntConsumer reveal) {
        this.at = at;
        this.reveal = reveal;
        setId("readers");
        addClassNames("readers", "screen-only");
        getElement().setAttribute("aria-label", getTranslation("readers.label"));
        read();
    }

    /// Again as its reader, as somebody has said something or the review has become something else.
    void read(AtReview now) {
        at = now;
        read();
    }

    AtReview at() {
        return at;
    }

    private void read() {
        readings = at.readings();
        questions = at.questions();
        removeAll();
        add(at.isForReader() ? ownReading() : allReadings());
        if (!questions.isEmpty()) {
            add(new H2(getTranslation(at.isForReader() ? "readers.own_questions" : "readers.questions")), list());
            if (questions.size() == QuestionQueries.MOST) {
                add(new Paragraph(getTranslation("readers.questions_cut", questions.size())));
            }
        }
        shown.forEach((finding, part) -> part.show(about(finding)));
    }

    private Component ownReading() {
        var line = new Div();
        line.addClassName("reading");
        readings.stream()
                .filter(Reading::own)
                .findFirst()
                .ifPresentOrElse(
                        own -> line.add(new Paragraph(
                                getTranslation("readers.read_at", ForeignText.shown(own.name()), when(own)))),
                        () -> line.add(new Paragraph(getTranslation("readers.confirm_about")), confirm()));
        return line;
    }

    private Button confirm() {
        var button = new Button(getTranslation("readers.confirm"));
        button.setId("action-confirm-read");
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setDisableOnClick(true);
        button.setEnabled(at.isOut());
        button.addClickListener(_ -> {
            at.confirm();
            read();
        });
        return button;
    }

    private Paragraph allReadings() {
        if (readings.isEmpty()) {
            return new Paragraph(getTranslation("readers.nobody"));
        }
        var named = new ArrayList<>(readings.stream()
                .limit(NAMED)
                .map(it -> getTranslation("readers.read_one", ForeignText.shown(it.name()), when(it)))
                .toList());
        if (readings.size() > NAMED) {
            named.add(getTranslation("readers.read_more", counted(readings.size() - NAMED)));
        }
        var words = new Paragraph(
                readings.size() < ReadingQueries.MOST
                        ? getTranslation("readers.read_by", readings.size(), format.list(named))
                        : getTranslation("readers.read_by_many", counted(readings.size()), format.list(named)));
        words.setId("read-by");
        return words;
    }

    /// No more are read than so many.
    private String counted(int number) {
        var digits = format.number(number);
        return readings.size() < ReadingQueries.MOST ? digits : getTranslation("readers.at_least", digits);
    }

    private String when(Reading reading) {
        return format.dateTime(reading.at());
    }

    private UnorderedList list() {
        var list = new UnorderedList();
        list.addClassName("question-list");
        questions.stream().map(this::line).forEach(list::add);
        return list;
    }

    private ListItem line(Question question) {
        var subject = question.subject();
        var name = new Button(getTranslation(
                "readers.about", ForeignText.shown(subject.controlId()), ForeignText.shown(subject.title())));
        name.setId("action-to-question-" + question.id());
        name.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        name.addClickListener(_ -> reveal.accept(subject.finding()));
        var line = new ListItem(QuestionWording.badge(question.status()), name);
        line.add(Spans.quiet(
                at.isForReader()
                        ? format.dateTime(question.askedAt())
                        : getTranslation(
                                "readers.asked_by",
                                ForeignText.shown(question.askedBy()),
                                format.dateTime(question.askedAt()))));
        line.getElement().setAttribute("data-status", question.status().code());
        return line;
    }

    private List<Question> about(int finding) {
        return questions.stream()
                .filter(it -> it.subject().finding() == finding)
                .sorted(Comparator.comparing(Question::askedAt))
                .toList();
    }

    /// What is asked about one finding; the same component each time.
    FindingQuestions of(int finding) {
        return shown.computeIfAbsent(finding, place -> {
            var part = new FindingQuestions(this, place, this::read, format);
            part.show(about(place));
            return part;
        });
    }
}
