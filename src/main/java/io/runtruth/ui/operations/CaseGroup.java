package io.runtruth.ui.operations;

import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Cases of one cause, in the order in which they are to be looked at; what waits is a group of its own, at the end.
record CaseGroup(String cause, Phrase words, List<RunRow> cases) {

    private static final String WAITING = "waiting_until";

    CaseGroup {
        cases = List.copyOf(cases);
    }

    /// The group whose first case comes first is the first.
    static List<CaseGroup> of(List<RunRow> cases, Comparator<RunRow> order) {
        var groups = new LinkedHashMap<String, List<RunRow>>();
        cases.stream()
                .sorted(order)
                .forEach(run -> groups.computeIfAbsent(cause(run), _ -> new ArrayList<>())
                        .add(run));
        var waiting = groups.remove(WAITING);
        if (waiting != null) {
            groups.put(WAITING, waiting);
        }
        return groups.entrySet().stream()
                .map(group -> new CaseGroup(group.getKey(), words(group.getKey(), group.getValue()), group.getValue()))
                .toList();
    }

    boolean isWaiting() {
        return cause.equals(WAITING);
    }

    private static String cause(RunRow run) {
        var attention = run.attention();
        return attention != null && attention.until() != null ? WAITING : AttentionWording.cause(run);
    }

    private static Phrase words(String cause, List<RunRow> cases) {
        return cause.equals(WAITING)
                ? Phrase.of("attention.group.waiting")
                : AttentionWording.causeInWords(cases.getFirst());
    }
}
