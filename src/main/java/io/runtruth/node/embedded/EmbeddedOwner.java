package io.runtruth.node.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The two roles of the embedded database. The one that `initdb` made, [#ADMIN], is a superuser for good, and is
/// used for a moment at each start: to see to the other one, [#NAME], which owns the database and what is in it,
/// is no superuser, and is all that the console ever uses. It cannot read files of the server or run programs on
/// it.
///
/// A folder of a version in which the console was the superuser itself is put in order by the same statements.
final class EmbeddedOwner {

    static final String NAME = "runtruth_owner";
    static final String ADMIN = "runtruth";
    static final String ADMIN_SECRET = "postgres-admin-password";

    private static final String OWNER_SECRET = "postgres-owner-password";

    /// Of the superuser, in folders of older versions; shorter than secrets are now.
    private static final String OLD_SECRET = "postgres-password";

    private static final String WRONG_PASSWORD = "28P01";

    /// Tables with their own sequences and indexes, other sequences, views, routines, and types that belong to no
    /// table.
    private static final String TAKE_OVER = """
            do $$
            declare
                owned record;
            begin
                for owned in
                    select format('alter table %%s owner to %1$s', oid::regclass) as statement
                    from pg_class
                    where relnamespace = 'public'::regnamespace
                    and relkind in ('r', 'p', 'v', 'm')
                    and relowner <> '%1$s'::regrole
                    union all
                    select format('alter sequence %%s owner to %1$s', c.oid::regclass)
                    from pg_class c
                    where c.relnamespace = 'public'::regnamespace
                    and c.relkind = 'S'
                    and c.relowner <> '%1$s'::regrole
                    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
                    union all
                    select format('alter routine %%s owner to %1$s', oid::regprocedure)
                    from pg_proc
                    where pronamespace = 'public'::regnamespace
                    and proowner <> '%1$s'::regrole
                    union all
                    select format('alter type %%s owner to %1$s', oid::regtype)
                    from pg_type
                    where typnamespace = 'public'::regnamespace
                    and typtype in ('e', 'd')
                    and typowner <> '%1$s'::regrole
                loop
                    execute owned.statement;
                end loop;
            end $$
            """.formatted(NAME);

    private final DataFolder folder;
    private final String adminPassword;
    private final String password;

    EmbeddedOwner(DataFolder folder) throws IOException {
        this.folder = folder;
        this.adminPassword = folder.secret(ADMIN_SECRET);
        this.password = folder.secret(OWNER_SECRET);
    }

    String password() {
        return password;
    }

    /// Makes the owner, or sees that it is as it should be.
    ///
    /// @param url of the database
    void settle(String url) throws IOException {
        try (var connection = admin(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    do $$
                    begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s;
                        end if;
                    end $$
                    """.formatted(NAME));
            statement.execute(
                    "alter role %s with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s'"
                            .formatted(NAME, password));
            statement.execute("alter database postgres owner to " + NAME);
            statement.execute(TAKE_OVER);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.deleteIfExists(folder.resolve(OLD_SECRET));
    }

    /// The superuser of an older folder gets the new secret first; cut off in between, the next start goes on.
    private Connection admin(String url) throws SQLException, IOException {
        try {
            return DriverManager.getConnection(url, ADMIN, adminPassword);
        } catch (SQLException e) {
            var old = folder.resolve(OLD_SECRET);
            if (!WRONG_PASSWORD.equals(e.getSQLState()) || !Files.exists(old)) {
                throw e;
            }
            var connection = DriverManager.getConnection(
                    url, ADMIN, Files.readString(old).strip());
            try (var statement = connection.createStatement()) {
                statement.execute("alter role %s password '%s'".formatted(ADMIN, adminPassword));
            }
            return connection;
        }
    }
}
