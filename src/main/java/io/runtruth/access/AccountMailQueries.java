package io.runtruth.access;

import io.runtruth.shared.MailAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where persons are told of things by e-mail.
@Component
public class AccountMailQueries {

    private final JdbcClient jdbc;

    AccountMailQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One's own.
    public AccountMail mine(Actor.Person actor) {
        return jdbc.sql("select address, wanted, link_expires_at from account_mail where account_id = :account")
                .param("account", actor.account())
                .query((row, _) -> {
                    var until = row.getObject("link_expires_at", OffsetDateTime.class);
                    return new AccountMail(
                            row.getString("address"),
                            row.getString("wanted"),
                            until == null ? null : until.toInstant());
                })
                .optional()
                .orElse(new AccountMail(null, null, null));
    }

    /// Who may be told something now, and where: an account that is not disabled, with an address that is confirmed.
    public Optional<ToldPerson> told(UUID accountId) {
        return jdbc.sql("""
                select a.display_name, a.system_operator, m.address
                from account a
                join account_mail m on m.account_id = a.id
                where a.id = :account
                and a.disabled_at is null
                and m.address is not null
                """)
                .param("account", accountId)
                .query((row, _) -> new ToldPerson(
                        new Actor.Person(accountId, row.getString("display_name"), row.getBoolean("system_operator")),
                        new MailAddress(row.getString("address"))))
                .optional();
    }

    /// @param address that was confirmed; null where there is none
    /// @param wanted to which a link was sent; null where none is open
    /// @param wantedUntil when the link ends
    public record AccountMail(
            @Nullable String address,
            @Nullable String wanted,
            @Nullable Instant wantedUntil) {}

    public record ToldPerson(Actor.Person person, MailAddress address) {}
}
