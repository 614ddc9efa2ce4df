package io.runtruth.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of what persons want to be told of, and by which way (contract 9).
@Service
public class NoticeChoiceService {

    private final NoticeChoiceRepository choices;
    private final NoticeChoiceQueries queries;
    private final AuditTrail audit;

    NoticeChoiceService(NoticeChoiceRepository choices, NoticeChoiceQueries queries, AuditTrail audit) {
        this.choices = choices;
        this.queries = queries;
        this.audit = audit;
    }

    /// Their own; what is not among the chosen stays as it is. Commits with its audit entry, where it was
    /// otherwise.
    ///
    /// @param chosen each kind and way once
    @Transactional
    public void choose(Actor.Person actor, List<NoticeChoice> chosen) {
        var account = actor.themselves().account();
        choices.hold(account);
        var before = Set.copyOf(queries.mine(actor).all());
        var changed = chosen.stream().filter(it -> !before.contains(it)).toList();
        if (changed.isEmpty()) {
            return;
        }
        choices.keep(account, changed.stream().filter(it -> !it.isUsual()).toList());
        choices.forget(account, changed.stream().filter(NoticeChoice::isUsual).toList());
        audit.append(
                actor,
                null,
                new AuditTrail.Entry(
                        "account.notices_chosen",
                        "account",
                        account,
                        Map.of("told", codes(changed, true), "not_told", codes(changed, false))));
    }

    private static List<String> codes(List<NoticeChoice> chosen, boolean wanted) {
        return chosen.stream()
                .filter(it -> it.wanted() == wanted)
                .map(NoticeChoice::code)
                .sorted()
                .toList();
    }
}
