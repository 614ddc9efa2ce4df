package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;

/// Keeps open pages true (contract 9 and contract 13): binds a view to the feed of committed changes for as long as
/// it is attached, and lets it read again every few seconds what ages without a change. All of a page's
/// updates share one [Pulse].
@org.springframework.stereotype.Component
public class LiveUpdates implements DisposableBean {

    private static final Duration QUIET = Duration.ofMinutes(1);

    /// Longer than a browser takes to connect again.
    private static final Duration AWAY_AFTER = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);

    private final ChangeFeed feed;
    private final Clock clock;
    private final Duration beat;
    private final Duration reread;
    private final Counter pushes;
    private final AtomicInteger pages = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("page-pulse").daemon().factory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong quietUntilNanos = new AtomicLong(System.nanoTime());

    /// @param beat how often a page shows that it is live
    /// @param reread how often a page reads again what is visible
    LiveUpdates(
            ChangeFeed feed,
            MeterRegistry meters,
            Clock clock,
            @Value("${runtruth.pages.beat}") Duration beat,
            @Value("${runtruth.pages.reread}") Duration reread) {
        this.feed = feed;
        meters.gauge("runtruth.pages.open", pages);
        pushes = meters.counter("runtruth.pushes");
        this.clock = clock;
        this.beat = beat;
        this.reread = reread;
    }

    /// Hands the view what changed, in batches without repetition, on the page's thread, while it is
    /// attached. A change says what changed: the view reads it again as its own actor. What could not be
    /// handed over is kept for the next time; it grows by the things that changed, not by how often they
    /// did.
    ///
    /// @param filter is asked on the feed's thread; it must be quick and touch no component
    public void bind(Component view, Predicate<Change> filter, Consumer<Set<Change>> handler) {
        whileAttached(view, pulse -> {
            Set<Change> heard = ConcurrentHashMap.newKeySet();
            Runnable handOver = () -> handOver(heard, handler);
            var subscription = feed.subscribe(filter, changes -> {
                heard.addAll(changes);
                pulse.request(handOver);
            });
            var again = pulse.onTick(handOver);
            return () -> {
                subscription.close();
                again.run();
            };
        });
    }

    /// What many pages show, read once for all of the node; for something that lives as long as the node.
    ///
    /// @param filter which changes make it old; asked on the feed's thread
    public <K, V> SharedReading<K, V> shared(Predicate<Change> filter, Function<K, V> read) {
        return shared(filter, _ -> null, read);
    }

    /// The same, of what only changes in one workspace make old.
    public <K, V> SharedReading<K, V> shared(
            Predicate<Change> filter, Function<K, @Nullable UUID> workspaceOf, Function<K, V> read) {
        var shared = new SharedReading<>(workspaceOf, read, this::nowOrAfter, System::nanoTime);
        feed.subscribe(filter, shared::heard);
        return shared;
    }

    /// Runs the work on the page's thread, soon after each time that the source says so, while attached.
    ///
    /// @param source is given what it has to call, from any thread, and returns what ends that
    public void listen(Component view, Function<Runnable, Runnable> source, Runnable work) {
        whileAttached(view, pulse -> source.apply(() -> pulse.request(work)));
    }

    /// Runs the work as soon as the view is attached, and every few seconds while its page is looked at. It reads
    /// again all that the view shows: the first time what was committed between the view's reading and its
    /// listening, later what ages without a change, and what a lost push left.
    public void tick(Component view, Runnable work) {
        whileAttached(view, pulse -> {
            pulse.soon(work);
            return pulse.onTick(work);
        });
    }

    /// Tells every second while attached, and while the page is looked at, since when the page has not been
    /// live: its feed stands still, or something of it could not be read. Empty while it is live.
    public void beat(Component view, Consumer<Optional<Instant>> work) {
        whileAttached(view, pulse -> pulse.onBeat(work));
    }

    /// How many are open.
    public int pages() {
        return pages.get();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    /// What changed while it is being read comes in the next batch.
    private void handOver(Set<Change> heard, Consumer<Set<Change>> handler) {
        var batch = Set.copyOf(heard);
        heard.removeAll(batch);
        if (batch.isEmpty()) {
            return;
        }
        try {
            pushes.increment();
            handler.accept(batch);
        } catch (RuntimeException e) {
            heard.addAll(batch);
            throw e;
        }
    }

    private void whileAttached(Component view, Function<Pulse, Runnable> begin) {
        view.addAttachListener(attached -> begin(view, attached.getUI(), begin));
        view.getUI().ifPresent(ui -> begin(view, ui, begin));
    }

    private void begin(Component view, UI ui, Function<Pulse, Runnable> begin) {
        var end = begin.apply(pulse(ui));
        view.addDetachListener(detached -> {
            detached.unregisterListener();
            end.run();
        });
    }

    private Pulse pulse(UI ui) {
        var known = ComponentUtil.getData(ui, Pulse.class);
        if (known != null) {
            return known;
        }
        var pulse = new Pulse(new PageOf(ui), this::after, System::nanoTime, clock, reread);
        ComponentUtil.setData(ui, Pulse.class, pulse);
        pages.incrementAndGet();
        var beating = timer.scheduleAtFixedRate(
                () -> workers.execute(() -> pulse.beat(feed.standsStillSince())),
                beat.toMillis(),
                beat.toMillis(),
                TimeUnit.MILLISECONDS);
        ui.addDetachListener(detached -> {
            detached.unregisterListener();
            beating.cancel(false);
            ComponentUtil.setData(ui, Pulse.class, null);
            pages.decrementAndGet();
        });
        return pulse;
    }

    /// A page's row and what counts it are asked for by different listeners of one batch, and pushed as one.
    private void after(Duration wait, Runnable work) {
        if (wait.isZero()) {
            feed.whenAllHeard(() -> workers.execute(work));
        } else {
            later(wait, work);
        }
    }

    private void nowOrAfter(Duration wait, Runnable work) {
        if (wait.isZero()) {
            work.run();
        } else {
            later(wait, work);
        }
    }

    private void later(Duration wait, Runnable work) {
        timer.schedule(() -> workers.execute(work), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class PageOf implements Pulse.Page {

        private final UI ui;
        private long reachedNanos = System.nanoTime();

        PageOf(UI ui) {
            this.ui = ui;
        }

        @Override
        public void run(Runnable work) {
            try {
                ui.access(() -> attempt(ui, work));
            } catch (UIDetachedException _) {
                // the page was closed meanwhile: nobody is left to tell
            }
        }

        @Override
        public boolean isLookedAt() {
            return ui.getPage().pageVisibilitySignal().peek() != PageVisibility.HIDDEN;
        }

        /// A page that has just been opened, or lost its connection for a moment, counts as reached.
        @Override
        public boolean isReached() {
            var push = ui.getInternals().getPushConnection();
            if (push == null || push.isConnected()) {
                reachedNanos = System.nanoTime();
                return true;
            }
            return System.nanoTime() - reachedNanos < AWAY_AFTER.toNanos();
        }
    }

    /// The edge for what a push throws (style 5): the page says by itself that it is not live, and the log
    /// says why, once a minute and not for every page and tick. A page that its person may no longer see is
    /// loaded again, and answers as it then must.
    private void attempt(UI ui, Runnable work) {
        try {
            work.run();
        } catch (Problem _) {
            ui.getPage().reload();
        } catch (RuntimeException e) {
            var now = System.nanoTime();
            var until = quietUntilNanos.get();
            if (now - until >= 0 && quietUntilNanos.compareAndSet(until, now + QUIET.toNanos())) {
                log.warn("pages cannot be kept up to date at the moment; they say so, and catch up", e);
            }
        }
    }
}
