package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;

/// Until when a question waits: for an hour, up to tomorrow morning, for a week, or up to a time of the person's own,
/// in their zone.
final class SnoozeField extends Composite<Div> {

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final int HALF_HOURS = 48;

    private final Select<SnoozeSpan> choice = new Select<>();
    private final DatePicker day = new DatePicker(getTranslation("attention.snooze.day"));
    private final Select<LocalTime> time = new Select<>();
    private final Instant now;
    private final ZoneId zone;

    SnoozeField(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        choice.setId("snooze-choice");
        choice.setLabel(getTranslation("attention.snooze.label"));
        choice.setItems(SnoozeSpan.values());
        choice.setItemLabelGenerator(
                it -> getTranslation("attention.snooze.choice." + it.name().toLowerCase(Locale.ROOT)));
        choice.setValue(SnoozeSpan.HOUR);
        choice.addValueChangeListener(_ -> showOwn());
        day.setId("snooze-day");
        day.setValue(today().toLocalDate().plusDays(1));
        time.setId("snooze-time");
        time.setLabel(getTranslation("attention.snooze.time"));
        time.setItems(IntStream.range(0, HALF_HOURS)
                .mapToObj(it -> LocalTime.MIN.plusMinutes(30L * it))
                .toList());
        time.setValue(MORNING);
        showOwn();
        getContent().addClassName("fields");
        getContent().add(choice, day, time);
    }

    private void showOwn() {
        var isOwn = choice.getValue() == SnoozeSpan.OWN;
        day.setVisible(isOwn);
        time.setVisible(isOwn);
    }

    private ZonedDateTime today() {
        return now.atZone(zone);
    }

    /// @throws Problem.InvalidInput `attention.no_time`
    Instant chosen() {
        return switch (choice.getValue()) {
            case null -> throw new Problem.InvalidInput("attention.no_time");
            case HOUR -> now.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
            case TOMORROW ->
                today().toLocalDate().plusDays(1).atTime(MORNING).atZone(zone).toInstant();
            case WEEK -> today().plusWeeks(1).truncatedTo(ChronoUnit.MINUTES).toInstant();
            case OWN -> own();
        };
    }

    private Instant own() {
        if (day.getValue() == null || time.getValue() == null) {
            throw new Problem.InvalidInput("attention.no_time");
        }
        return day.getValue().atTime(time.getValue()).atZone(zone).toInstant();
    }

    enum SnoozeSpan {
        HOUR,
        TOMORROW,
        WEEK,
        OWN
    }
}
