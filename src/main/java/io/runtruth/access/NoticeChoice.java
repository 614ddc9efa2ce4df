package io.runtruth.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whether a person wants to be told of something by a way.
public record NoticeChoice(NoticeKind kind, NoticeWay way, boolean wanted) {

    /// What the audit trail calls it.
    String code() {
        return kind.code() + " " + way.code();
    }

    boolean isUsual() {
        return wanted == kind.usually(way);
    }

    /// One for each kind and way, in their order.
    public record NoticeChoices(List<NoticeChoice> all) {

        /// Of who has chosen nothing.
        public static final NoticeChoices USUAL = new NoticeChoices(List.of());

        /// @param all what is not among them is as usual; of what is there twice the last counts
        public NoticeChoices {
            var chosen = List.copyOf(all);
            all = Arrays.stream(NoticeKind.values())
                    .flatMap(kind -> Arrays.stream(NoticeWay.values()).map(way -> of(kind, way, chosen)))
                    .toList();
        }

        private static NoticeChoice of(NoticeKind kind, NoticeWay way, List<NoticeChoice> chosen) {
            return chosen.stream()
                    .filter(it -> it.kind() == kind && it.way() == way)
                    .reduce((_, later) -> later)
                    .orElseGet(() -> new NoticeChoice(kind, way, kind.usually(way)));
        }

        /// What is wanted by this way.
        public Set<NoticeKind> by(NoticeWay way) {
            var kinds = EnumSet.noneOf(NoticeKind.class);
            all.stream().filter(it -> it.way() == way && it.wanted()).forEach(it -> kinds.add(it.kind()));
            return kinds;
        }
    }
}
