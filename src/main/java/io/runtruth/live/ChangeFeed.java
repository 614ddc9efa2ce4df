package io.runtruth.live;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The committed changes of all nodes, as each node's pages and workers hear them (contract 9 and contract 13).
///
/// [#publish] writes the change in the caller's transaction, so that it is heard if and only if that commits.
@Component
public class ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private static final ScopedValue<List<Runnable>> WHEN_ALL_HEARD = ScopedValue.newInstance();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ChangeReader reader;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    ChangeFeed(JdbcClient jdbc, Clock clock, ChangeReader reader) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.reader = reader;
        reader.deliverTo(this::deliver);
    }

    /// Joins the caller's transaction, which must be open.
    public void publish(Change change) {
        publish(List.of(change));
    }

    /// In one statement; joins the caller's transaction, which must be open.
    public void publish(List<Change> changes) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("a change is published inside the transaction that makes it");
        }
        jdbc.sql("""
                insert into committed_change (at, kind, workspace_id, environment_id, subject_id, ended)
                select cast(:at as timestamptz), kind, workspace_id, environment_id, subject_id, ended
                from unnest(cast(:kinds as text[]), cast(:workspaces as uuid[]), cast(:environments as uuid[]),
                    cast(:subjects as uuid[]), cast(:ended as boolean[]))
                    as change (kind, workspace_id, environment_id, subject_id, ended)
                """)
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("kinds", changes.stream().map(it -> it.kind().name()).toArray(String[]::new))
                .param("workspaces", changes.stream().map(Change::workspaceId).toArray(UUID[]::new))
                .param(
                        "environments",
                        changes.stream().map(Change::environmentId).toArray(UUID[]::new))
                .param("subjects", changes.stream().map(Change::id).toArray(UUID[]::new))
                .param("ended", changes.stream().map(Change::ended).toArray(Boolean[]::new))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                reader.committedHere();
            }
        });
    }

    /// Hears the changes that pass the filter, in batches, on the feed's own thread: a listener must be quick, and
    /// hands longer work to another thread. A change may be heard twice.
    public Subscription subscribe(Predicate<Change> filter, Consumer<List<Change>> consumer) {
        var subscription = new Subscription(filter, consumer);
        subscriptions.add(subscription);
        return subscription;
    }

    /// Runs the work when all listeners have heard the batch that this thread is handing to them, so that what
    /// several of them ask for is done together; at once where it hands over none.
    public void whenAllHeard(Runnable work) {
        if (WHEN_ALL_HEARD.isBound()) {
            WHEN_ALL_HEARD.get().add(work);
        } else {
            work.run();
        }
    }

    /// Since when this node has heard nothing, because it cannot read; empty while it hears what is committed. What
    /// is shown meanwhile is not live.
    public Optional<Instant> standsStillSince() {
        return reader.standsStillSince();
    }

    /// How many listen at the moment.
    public int subscriptions() {
        return subscriptions.size();
    }

    private void deliver(List<Change> changes) {
        var then = new ArrayList<Runnable>();
        ScopedValue.where(WHEN_ALL_HEARD, then)
                .run(() -> subscriptions.forEach(subscription -> subscription.deliver(changes)));
        then.forEach(ChangeFeed::attempt);
    }

    /// The edge where one listener's work is kept from the others' (style 5).
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("what a listener of the change feed asked for was not begun", e);
        }
    }

    public final class Subscription implements AutoCloseable {

        private final Predicate<Change> filter;
        private final Consumer<List<Change>> consumer;
        private volatile boolean failed;

        private Subscription(Predicate<Change> filter, Consumer<List<Change>> consumer) {
            this.filter = filter;
            this.consumer = consumer;
        }

        /// The edge where one listener's failure is kept from the others (style 5); told once until it is well
        /// again.
        private void deliver(List<Change> changes) {
            try {
                var heard = changes.stream().filter(filter).toList();
                if (!heard.isEmpty()) {
                    consumer.accept(heard);
                }
                failed = false;
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.warn("a listener of the change feed failed; it will hear the next change", e);
                }
                failed = true;
            }
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
