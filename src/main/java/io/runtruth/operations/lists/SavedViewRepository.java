package io.runtruth.operations.lists;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Views of a workspace; of whom: an account, or nobody in particular, which is everybody.
@Repository
class SavedViewRepository {

    private final JdbcClient jdbc;

    SavedViewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whoever changes views of the same one waits, so that none gets past a limit or takes a name that is being taken.
    void hold(UUID workspaceId, @Nullable UUID accountId) {
        var held = accountId == null
                ? jdbc.sql("select 1 from workspace where id = :workspace for no key update")
                : jdbc.sql("""
                        select 1
                        from member
                        where workspace_id = :workspace
                        and account_id = :account
                        for no key update
                        """).param("account", accountId);
        held.param("workspace", workspaceId).query(Integer.class).optional();
    }

    int count(UUID workspaceId, @Nullable UUID accountId) {
        return jdbc.sql("""
                select count(*)
                from saved_view
                where workspace_id = :workspace
                and account_id is not distinct from cast(:account as uuid)
                """)
                .param("workspace", workspaceId)
                .param("account", accountId)
                .query(Integer.class)
                .single();
    }

    /// Among those of the environment, or of none.
    Optional<SavedView> named(UUID workspaceId, @Nullable UUID accountId, @Nullable UUID environmentId, String name) {
        return jdbc.sql("""
                select id, name, filter, environment_id, account_id is null as shared
                from saved_view
                where workspace_id = :workspace
                and account_id is not distinct from cast(:account as uuid)
                and environment_id is not distinct from cast(:environment as uuid)
                and name = :name
                """)
                .param("environment", environmentId)
                .param("workspace", workspaceId)
                .param("account", accountId)
                .param("name", name)
                .query(SavedViewQueries::read)
                .optional();
    }

    /// One of the account's own, or a shared one.
    Optional<SavedView> find(UUID workspaceId, UUID accountId, UUID viewId) {
        return jdbc.sql("""
                select id, name, filter, environment_id, account_id is null as shared
                from saved_view
                where workspace_id = :workspace
                and id = :id
                and (account_id is null or account_id = :account)
                """)
                .param("workspace", workspaceId)
                .param("id", viewId)
                .param("account", accountId)
                .query(SavedViewQueries::read)
                .optional();
    }

    void insert(UUID workspaceId, @Nullable UUID accountId, SavedView view, Instant at) {
        jdbc.sql("""
                insert into saved_view (id, workspace_id, account_id, environment_id, name, filter, created_at)
                values (:id, :workspace, :account, :environment, :name, :filter, :at)
                """)
                .param("id", view.id())
                .param("workspace", workspaceId)
                .param("account", accountId)
                .param("environment", view.environmentId())
                .param("name", view.name())
                .param("filter", view.filter())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void rename(UUID workspaceId, UUID viewId, String name) {
        jdbc.sql("update saved_view set name = :name where workspace_id = :workspace and id = :id")
                .param("name", name)
                .param("workspace", workspaceId)
                .param("id", viewId)
                .update();
    }

    void delete(UUID workspaceId, UUID viewId) {
        jdbc.sql("delete from saved_view where workspace_id = :workspace and id = :id")
                .param("workspace", workspaceId)
                .param("id", viewId)
                .update();
    }
}
