package io.runtruth.access.signin;

import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds the account that somebody signs in with. No
/// [org.springframework.security.core.userdetails.UserDetailsService] on purpose: of one, Spring Security makes a
/// way in that knows no throttle.
@Service
class AccountDetailsQueries {

    private static final String SELECT = """
            select id, username, display_name, password_hash, system_operator, demo
            from account
            where disabled_at is null
            """;

    private final JdbcClient jdbc;

    AccountDetailsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One that is disabled is not found.
    ///
    /// @param username also in another case, with spaces around
    @Transactional(readOnly = true)
    public Optional<SignedIn> find(String username) {
        if (username.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + "and username = :username")
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .query(AccountDetailsQueries::signedIn)
                .optional();
    }

    /// One that is disabled is not found.
    @Transactional(readOnly = true)
    public Optional<SignedIn> find(UUID accountId) {
        return jdbc.sql(SELECT + "and id = :account")
                .param("account", accountId)
                .query(AccountDetailsQueries::signedIn)
                .optional();
    }

    private static SignedIn signedIn(ResultSet row, int index) throws SQLException {
        return new SignedIn(
                new Actor.Person(
                        row.getObject("id", UUID.class),
                        row.getString("display_name"),
                        row.getBoolean("system_operator")),
                row.getString("username"),
                row.getString("password_hash"),
                row.getBoolean("demo"));
    }
}
