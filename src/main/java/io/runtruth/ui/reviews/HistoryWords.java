package io.runtruth.ui.reviews;

import io.runtruth.packs.words.DocumentWords;
import io.runtruth.reviews.FindingHistory;
import io.runtruth.reviews.FindingHistory.Past;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import java.util.ArrayList;

/// How a finding stood before, in words.
record HistoryWords(FindingHistory history, DocumentWords words) {

    /// As short as it fits beside a line.
    String mark() {
        return history.since()
                .map(it -> words.text("history.mark", it.number(), words.forms().date(it.at())))
                .orElseGet(() -> words.text("history.mark_new"));
    }

    /// Since when it stands so, and how it stood before.
    String sentence() {
        var told = new ArrayList<String>();
        told.add(history.since()
                .map(it -> words.text(
                        "history.since",
                        it.number(),
                        words.forms().date(it.at()),
                        state(history.now()),
                        history.unchanged() + 1))
                .orElseGet(() -> words.text("history.new", state(history.now()))));
        history.before().ifPresent(it -> told.add(words.text("history.before", name(it.review()), told(it))));
        if (history.before().isEmpty() && history.isCut()) {
            told.add(words.text("history.cut", history.earlier().size()));
        }
        return String.join(" ", told);
    }

    String name(Neighbour review) {
        return words.text("history.name", review.number(), words.forms().date(review.at()));
    }

    String state(FindingGroup state) {
        return words.text("history.state." + state.code());
    }

    /// How the checks stood in one of them.
    String told(Past past) {
        if (!past.isPart()) {
            return words.text("history.not_part");
        }
        var states = past.states();
        if (states.size() == 1 && past.absent() == 0) {
            return state(states.keySet().iterator().next());
        }
        if (states.isEmpty()) {
            return words.text("history.absent");
        }
        var counts = new ArrayList<String>();
        states.forEach((state, checks) -> counts.add(words.text("document.frameworks.count." + state.code(), checks)));
        if (past.absent() > 0) {
            counts.add(words.text("history.absent_of", past.absent()));
        }
        return words.forms().list(counts);
    }
}
