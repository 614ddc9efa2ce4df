package io.runtruth.testing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Changes that are made and that nobody hears of.
@TestComponent
public class LostPushes {

    private final JdbcClient jdbc;

    public LostPushes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What the work makes, of which nobody hears either: the feed tells what was committed a moment after it was, so
    /// a page that was opened meanwhile would hear of it late, and read again what it is to know nothing of.
    public <T> T made(UUID workspaceId, Supplier<T> work) {
        var made = new AtomicReference<T>();
        in(workspaceId, () -> made.set(work.get()));
        return made.get();
    }

    /// Whatever the work changes in this workspace is not told.
    public void in(UUID workspaceId, Runnable work) {
        jdbc.sql("""
                create or replace function lose_push() returns trigger language plpgsql as 'begin return null; end'
                """).update();
        jdbc.sql("""
                create trigger lose_pushes before insert on committed_change for each row
                when (new.workspace_id = '%s') execute function lose_push()
                """.formatted(workspaceId)).update();
        try {
            work.run();
        } finally {
            jdbc.sql("drop trigger lose_pushes on committed_change").update();
        }
    }
}
