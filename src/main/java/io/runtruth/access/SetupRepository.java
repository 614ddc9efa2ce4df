package io.runtruth.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Codes of the set-up, and the lock that lets one set-up of a database follow another.
@Repository
class SetupRepository {

    /// So many starts on one empty database are remembered.
    private static final int MOST = 20;

    private final JdbcClient jdbc;

    SetupRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends nobody else sets up.
    void lock() {
        jdbc.sql("lock table setup_code in share row exclusive mode").update();
    }

    boolean hasAccounts() {
        return jdbc.sql("select exists (select 1 from account)")
                .query(Boolean.class)
                .single();
    }

    void insert(SetupCode code, Instant at, Duration lasts) {
        jdbc.sql("""
                insert into setup_code (id, code_hash, made_at, expires_at)
                values (:id, :hash, :at, :expires)
                """)
                .param("id", UUID.randomUUID())
                .param("hash", code.hash())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", at.plus(lasts).atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetOld(Instant now) {
        jdbc.sql("""
                delete from setup_code
                where expires_at <= :now
                or id not in (
                    select id
                    from setup_code
                    order by made_at desc, id
                    limit :most)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST - 1)
                .update();
    }

    /// Each of the few is compared whole, so that no answer comes sooner for a code that begins right.
    boolean knows(SetupCode code, Instant now) {
        var hash = code.hash();
        return jdbc
                .sql("""
                        select code_hash
                        from setup_code
                        where expires_at > :now
                        order by made_at desc
                        limit :most
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query(byte[].class)
                .list()
                .stream()
                .map(known -> MessageDigest.isEqual(known, hash))
                .reduce(false, Boolean::logicalOr);
    }

    void forgetAll() {
        jdbc.sql("delete from setup_code").update();
    }
}
