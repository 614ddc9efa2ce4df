package io.runtruth.reviews;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Years of reviews and runs, and lost runs on top of them, made by the database itself. Ids are spread as random
/// ones are; indexes are made after the rows, which is why a large history takes minutes and not hours.
final class ReviewHistory {

    private static final int WORKSPACES = 100;
    private static final int ENVIRONMENTS_EACH = 100;
    private static final int REVIEWS_A_RUN = 10;
    private static final List<String> TABLES = List.of("environment_review", "operation_run");

    private final JdbcClient jdbc;
    private int reviews;
    private int lost;

    ReviewHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to so many archived and superseded reviews, with a completed run for every tenth.
    void grow(int target) {
        if (reviews == 0) {
            places();
        }
        withoutIndexes(() -> {
            jdbc.sql("""
                    insert into environment_review
                        (id, workspace_id, environment_id, status, fingerprint, fingerprint_version,
                        fingerprint_inputs, pinned, content, created_at, status_at, version)
                    select md5('review' || n)::uuid, e.workspace_id, e.id, 'archived', md5('a' || n) || md5('b' || n), 1,
                        '', '{}', '{}', now() - interval '1 day' - n * interval '1 second', now(), 0
                    from generate_series(:from, :to) n
                    join bench_environment e on e.number = n % (select count(*) from bench_environment)
                    """).param("from", reviews + 1).param("to", target).update();
            jdbc.sql("""
                    insert into operation_run
                        (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                        initiator_name, created_at, completed_at, summary_counts, context)
                    select md5('run' || n)::uuid, e.workspace_id, e.id, 'environment.review.compose', n::text,
                        'completed', 'succeeded', 1, 'system', 'bench', now() - interval '1 day' - n * interval '1 second',
                        now(), '{}', '{}'
                    from generate_series(:from, :to) n
                    join bench_environment e on e.number = n % (select count(*) from bench_environment)
                    """)
                    .param("from", reviews / REVIEWS_A_RUN + 1)
                    .param("to", target / REVIEWS_A_RUN)
                    .update();
        });
        reviews = target;
    }

    /// So many runs whose worker is gone: of ten, eight with a ready review, one with an archived one, one whose
    /// review was superseded by one with the same content.
    void lose(int more) {
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, superseded_by, created_at, status_at, version)
                select md5(kind || 'review' || n)::uuid, e.workspace_id, e.id,
                    case when kind = 'next' then 'published'
                        when n % 10 = 8 then 'archived' when n % 10 = 9 then 'superseded' else 'ready' end,
                    md5('c' || n) || md5('d' || n), 1, '', '{}', '{}',
                    case when kind = 'lost' and n % 10 = 9 then md5('nextreview' || n)::uuid end, now(), now(), 0
                from generate_series(:from, :to) n
                cross join (values ('next'), ('lost')) as kinds (kind)
                join bench_environment e on e.number = n % (select count(*) from bench_environment)
                where kind = 'lost' or n % 10 = 9
                """).param("from", lost + 1).param("to", lost + more).update();
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, summary_counts, context)
                select md5('lostrun' || n)::uuid, e.workspace_id, e.id, 'environment.review.compose', 'lost' || n,
                    'queued', 'pending', 0, 'system', 'bench', now() - interval '1 hour', '{}',
                    jsonb_build_object('review_id', md5('lostreview' || n)::uuid,
                        'fingerprint', md5('c' || n) || md5('d' || n))
                from generate_series(:from, :to) n
                join bench_environment e on e.number = n % (select count(*) from bench_environment)
                """).param("from", lost + 1).param("to", lost + more).update();
        lost += more;
    }

    private void places() {
        jdbc.sql("""
                insert into workspace (id, slug, name, evidence_max_age_days, created_at, version)
                select md5('workspace' || n)::uuid, 'w' || n, 'Workspace', 35, now(), 0
                from generate_series(1, :workspaces) n
                """).param("workspaces", WORKSPACES).update();
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select md5('environment' || w || '-' || n)::uuid, md5('workspace' || w)::uuid, 'e' || n, 'Environment',
                    now(), 0
                from generate_series(1, :workspaces) w, generate_series(1, :each) n
                """)
                .param("workspaces", WORKSPACES)
                .param("each", ENVIRONMENTS_EACH)
                .update();
        jdbc.sql("""
                create table bench_environment as
                select row_number() over () - 1 as number, workspace_id, id
                from managed_environment
                """).update();
    }

    private void withoutIndexes(Runnable insert) {
        var foreignKeys = definitions("""
                select format('alter table %I add constraint %I %s not valid', conrelid::regclass, conname,
                    replace(pg_get_constraintdef(oid), ' NOT VALID', ''))
                from pg_constraint
                where contype = 'f'
                and (conrelid::regclass::text = any (:tables) or confrelid::regclass::text = any (:tables))
                """);
        var keys = definitions("""
                select format('alter table %I add constraint %I %s', conrelid::regclass, conname,
                    pg_get_constraintdef(oid))
                from pg_constraint
                where contype in ('p', 'u')
                and conrelid::regclass::text = any (:tables)
                """);
        var indexes = definitions("""
                select indexdef
                from pg_indexes
                where tablename = any (:tables)
                and indexname not in (select conname from pg_constraint)
                """);
        definitions("""
                select format('alter table %I drop constraint %I cascade', conrelid::regclass, conname)
                from pg_constraint
                where contype in ('p', 'u')
                and conrelid::regclass::text = any (:tables)
                """).forEach(this::run);
        definitions("""
                select format('alter table %I drop constraint %I', conrelid::regclass, conname)
                from pg_constraint
                where contype = 'f'
                and conrelid::regclass::text = any (:tables)
                """).forEach(this::run);
        definitions("select format('drop index %I', indexname) from pg_indexes where tablename = any (:tables)")
                .forEach(this::run);
        insert.run();
        run("alter system set maintenance_work_mem = '512MB'");
        jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
        keys.forEach(this::run);
        indexes.forEach(this::run);
        foreignKeys.forEach(this::run);
    }

    private List<String> definitions(String sql) {
        return jdbc.sql(sql)
                .param("tables", TABLES.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
