package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import io.runtruth.operations.reads.Notice;
import io.runtruth.portal.QuestionNotice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the bell tells a person: how runs ended, and what is asked and answered about published reviews.
///
/// @param runs newest first
/// @param questions newest first
record BellNotices(List<Notice> runs, List<QuestionNotice> questions) {

    long unread() {
        return runs.stream().filter(Notice::unread).count()
                + questions.stream().filter(QuestionNotice::unread).count();
    }

    /// Newest first.
    List<Component> entries(boolean onlyUnread) {
        return Stream.concat(
                        runs.stream()
                                .filter(it -> it.unread() || !onlyUnread)
                                .map(it -> new Entry(it.toldAt(), new NoticeEntry(it))),
                        questions.stream()
                                .filter(it -> it.unread() || !onlyUnread)
                                .map(it -> new Entry(it.at(), new QuestionEntry(it))))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .map(Entry::shown)
                .toList();
    }

    private record Entry(Instant at, Component shown) {}
}
