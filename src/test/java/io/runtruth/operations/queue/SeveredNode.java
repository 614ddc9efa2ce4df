package io.runtruth.operations.queue;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A worker that lives on after the database has ended the session with its lock, as others and as it itself see
/// it.
@TestComponent
public class SeveredNode {

    private static final String NAME = "severed";
    private static final String NEXT = "severed.2";

    private final JdbcClient jdbc;
    private final NodeSessionRepository says;

    public SeveredNode(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.says = new NodeSessionRepository(jdbc);
    }

    /// It holds the entry, and a lock that nobody has any more.
    public void holds(String taskInstance) {
        jdbc.sql("delete from node where name in (:name, :next)")
                .param("name", NAME)
                .param("next", NEXT)
                .update();
        says.begin(NAME, new Node(NodeRole.WORKER, NAME), null, 4_711L, Duration.ZERO);
        jdbc.sql("update scheduled_tasks set picked_by = :name where task_instance = :instance")
                .param("name", NAME)
                .param("instance", taskInstance)
                .update();
    }

    /// Another worker looks whether anybody has died.
    public void isLookedAt(Instant now) {
        says.takeFromDead("another", now);
    }

    /// It has noticed, and begins again.
    public void begins() {
        says.begin(NEXT, new Node(NodeRole.WORKER, NAME), NAME, null, Duration.ZERO);
    }
}
