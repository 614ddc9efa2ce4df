package io.runtruth.access;

import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// All accounts, for system operators.
@Component
public class AccountQueries {

    private static final String SELECT = """
            select a.id, a.username, a.display_name, a.system_operator, a.demo, a.disabled_at is not null as disabled,
                (
                    select m.address
                    from account_mail m
                    where m.account_id = a.id) as mail,
                (
                    select count(*)
                    from member m
                    where m.account_id = a.id) as workspaces
            from account a
            """;

    private final JdbcClient jdbc;
    private final Access access;

    AccountQueries(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// By username.
    ///
    /// @param search a part of the name or of the username, in any case; empty for all
    /// @param afterName the username behind which the part begins; null from the first
    /// @param limit 1 or more
    public List<AccountRow> page(Actor actor, String search, @Nullable String afterName, int limit) {
        access.requireSystemOperator(actor);
        return jdbc.sql(SELECT + """
                where (:search = '' or position(:search in lower(a.username || ' ' || a.display_name)) > 0)
                and (cast(:after as text) is null or a.username > :after)
                order by a.username
                limit :limit
                """)
                .param("search", search.strip().toLowerCase(Locale.ROOT))
                .param("after", afterName)
                .param("limit", limit)
                .query(AccountQueries::row)
                .list();
    }

    public AccountRow one(Actor actor, UUID accountId) {
        access.requireSystemOperator(actor);
        return row(accountId);
    }

    /// One's own, whatever one may.
    public AccountRow me(Actor.Person actor) {
        return row(actor.account());
    }

    /// The zone that the person has chosen for their times; empty: as the browser says.
    public Optional<ZoneId> timeZone(Actor.Person actor) {
        return jdbc.sql("select time_zone from account where id = :account and time_zone is not null")
                .param("account", actor.account())
                .query(String.class)
                .optional()
                .flatMap(TimeZones::of);
    }

    private AccountRow row(UUID accountId) {
        return jdbc.sql(SELECT + "where a.id = :account")
                .param("account", accountId)
                .query(AccountQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private static AccountRow row(ResultSet row, int index) throws SQLException {
        return new AccountRow(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                row.getBoolean("system_operator"),
                row.getBoolean("disabled"),
                row.getBoolean("demo"),
                row.getInt("workspaces"),
                mail(row));
    }

    /// The confirmed one; else the username, where it is an address.
    private static @Nullable String mail(ResultSet row) throws SQLException {
        var confirmed = row.getString("mail");
        return confirmed == null
                ? MailAddress.in(row.getString("username"))
                        .map(MailAddress::text)
                        .orElse(null)
                : confirmed;
    }

    /// @param demo made with the demo data; the only ones that basic authentication serves
    /// @param workspaces in how many they are a member
    /// @param mail where a link may be sent to them; null where no address of theirs is known
    public record AccountRow(
            UUID id,
            String username,
            String name,
            boolean systemOperator,
            boolean disabled,
            boolean demo,
            int workspaces,
            @Nullable String mail) {}
}
