package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.operations.RunCourse.CourseMark;
import io.runtruth.ui.operations.RunCourse.Stretch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run's course as a picture: a line for the queue, one for each node that worked at it, one for what happened.
/// Nobody needs it: the timeline below says the same in words, and so it is hidden from those who are read to.
final class RunPicture extends Composite<Div> {

    /// Of many nodes the last share a line.
    private static final int MOST_NODES = 5;

    private @Nullable RunCourse shown;

    RunPicture() {
        getContent().setId("run-picture");
        getContent().addClassName("run-picture");
        getContent().getElement().setAttribute("aria-hidden", "true");
        getContent().setVisible(false);
    }

    void show(@Nullable RunCourse course) {
        if (Objects.equals(course, shown)) {
            return;
        }
        shown = course;
        getContent().removeAll();
        getContent().setVisible(course != null);
        if (course != null) {
            draw(course);
        }
    }

    private void draw(RunCourse course) {
        var lines = new LinkedHashMap<String, Div>();
        var queue = line(getTranslation("run.picture.queue"));
        for (var stretch : course.stretches()) {
            var node = stretch.node();
            var track = node == null
                    ? queue
                    : lines.computeIfAbsent(
                            lines.containsKey(node) || lines.size() < MOST_NODES ? node : "",
                            name -> line(name.isEmpty() ? getTranslation("run.picture.others") : name));
            track.add(bar(course, stretch));
        }
        if (!course.marks().isEmpty()) {
            var events = line(getTranslation("run.picture.events"));
            course.marks().forEach(mark -> events.add(point(course, mark)));
        }
        var axis = new Div(
                new Span(),
                new Span(DurationWording.fine(Duration.between(course.from(), course.to()))
                        .text()));
        axis.addClassName("axis");
        getContent().add(axis);
    }

    /// A name, and the track beside it.
    private Div line(String name) {
        var label = new Span(ForeignText.shown(name));
        label.addClassName("name");
        var track = new Div();
        track.addClassName("track");
        var line = new Div(label, track);
        line.addClassName("lane");
        getContent().add(line);
        return track;
    }

    private static Span bar(RunCourse course, Stretch stretch) {
        var lasted = DurationWording.fine(stretch.lasted());
        var waits = stretch.node() == null;
        var bar = new Span();
        bar.getElement().setAttribute("data-stretch", waits ? "waits" : "works");
        bar.getElement()
                .setAttribute(
                        "title",
                        (waits
                                        ? Phrase.of("run.picture.waited", lasted)
                                        : Phrase.of("run.picture.worked", stretch.attempt(), lasted))
                                .text());
        bar.getStyle().set("inset-inline-start", percent(course.share(stretch.from())));
        bar.getStyle().setWidth(percent(course.share(stretch.to()) - course.share(stretch.from())));
        return bar;
    }

    private static Span point(RunCourse course, CourseMark mark) {
        var point = new Span();
        point.getElement().setAttribute("data-mark", mark.kind().code());
        point.getElement().setAttribute("title", mark.what().text());
        point.getStyle().set("inset-inline-start", percent(course.share(mark.at())));
        return point;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
