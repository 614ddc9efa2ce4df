package io.runtruth.access;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// A row for each kind and way that a person wants otherwise than usual.
@Repository
class NoticeChoiceRepository {

    private final JdbcClient jdbc;

    NoticeChoiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whoever changes the person's choices waits until the transaction ends.
    void hold(UUID accountId) {
        jdbc.sql("select 1 from account where id = :account for no key update")
                .param("account", accountId)
                .query(Integer.class)
                .optional();
    }

    /// @param chosen each kind and way once
    void keep(UUID accountId, List<NoticeChoice> chosen) {
        jdbc.sql("""
                insert into notice_choice (account_id, kind, way, wanted)
                select :account, chosen.kind, chosen.way, chosen.wanted
                from unnest(cast(:kinds as text[]), cast(:ways as text[]), cast(:wanted as boolean[]))
                    as chosen (kind, way, wanted)
                on conflict (account_id, kind, way) do update
                set wanted = excluded.wanted
                """)
                .param("account", accountId)
                .param("kinds", chosen.stream().map(it -> it.kind().code()).toArray(String[]::new))
                .param("ways", chosen.stream().map(it -> it.way().code()).toArray(String[]::new))
                .param("wanted", chosen.stream().map(NoticeChoice::wanted).toArray(Boolean[]::new))
                .update();
    }

    /// What is as usual is nobody's choice.
    void forget(UUID accountId, List<NoticeChoice> usual) {
        jdbc.sql("""
                delete from notice_choice n
                using unnest(cast(:kinds as text[]), cast(:ways as text[])) as usual (kind, way)
                where n.account_id = :account
                and n.kind = usual.kind
                and n.way = usual.way
                """)
                .param("account", accountId)
                .param("kinds", usual.stream().map(it -> it.kind().code()).toArray(String[]::new))
                .param("ways", usual.stream().map(it -> it.way().code()).toArray(String[]::new))
                .update();
    }
}
