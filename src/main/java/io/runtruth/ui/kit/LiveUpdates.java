package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/// Keeps open pages true (SPEC 9 and 13): binds a view to the feed of committed changes for as long as it is attached,
/// and lets it read again every few seconds what ages without a change. All of a page's updates share one [Pulse].
@org.springframework.stereotype.Component
public class LiveUpdates implements DisposableBean {

    /// How often a page re-reads what is visible, and proves that it is live.
    static final Duration TICK = Duration.ofSeconds(5);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);

    private final ChangeFeed feed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("page-pulse").daemon().factory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong quietUntilNanos = new AtomicLong(System.nanoTime());

    LiveUpdates(ChangeFeed feed) {
        this.feed = feed;
    }

    /// Hands the view what changed, in batches without repetition, on the page's thread, while it is attached. A change
    /// says what changed: the view reads it again as its own actor.
    ///
    /// @param filter is asked on the feed's thread; it must be quick and touch no component
    public void bind(Component view, Predicate<Change> filter, Consumer<Set<Change>> handler) {
        whileAttached(view, pulse -> {
            var heard = new LinkedBlockingQueue<Change>();
            Runnable handOver = () -> handOver(heard, handler);
            var subscription = feed.subscribe(filter, changes -> {
                heard.addAll(changes);
                pulse.request(handOver);
            });
            return subscription::close;
        });
    }

    /// What many pages show, read once for all of the node; for something that lives as long as the node.
    ///
    /// @param filter which changes make it old; asked on the feed's thread
    public <K, V> SharedReading<K, V> shared(Predicate<Change> filter, Function<K, V> read) {
        var shared = new SharedReading<>(read, this::after, System::nanoTime);
        feed.subscribe(filter, shared::heard);
        return shared;
    }

    /// Runs the work on the page's thread, soon after each time that the source says so, while attached.
    ///
    /// @param source is given what it has to call, from any thread, and returns what ends that
    public void listen(Component view, Function<Runnable, Runnable> source, Runnable work) {
        whileAttached(view, pulse -> source.apply(() -> pulse.request(work)));
    }

    /// Runs the work every [#TICK] while the view is attached and its page is looked at.
    public void tick(Component view, Runnable work) {
        whileAttached(
                view,
                pulse -> pulse.onTick(() -> {
                    if (!isHidden(view)) {
                        work.run();
                    }
                }));
    }

    /// Runs the work every [#TICK] while attached, unless something of the page could not be read.
    public void beat(Component view, Runnable work) {
        whileAttached(view, pulse -> pulse.onBeat(work));
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static boolean isHidden(Component view) {
        return view.getUI()
                .map(ui -> ui.getPage().pageVisibilitySignal().peek() == PageVisibility.HIDDEN)
                .orElse(true);
    }

    private static void handOver(LinkedBlockingQueue<Change> heard, Consumer<Set<Change>> handler) {
        var batch = new ArrayList<Change>();
        heard.drainTo(batch);
        if (!batch.isEmpty()) {
            handler.accept(batch.stream().collect(Collectors.toUnmodifiableSet()));
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
        var pulse = new Pulse(work -> onPage(ui, work), this::after, System::nanoTime);
        ComponentUtil.setData(ui, Pulse.class, pulse);
        var ticking = timer.scheduleAtFixedRate(pulse::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        ui.addDetachListener(_ -> ticking.cancel(false));
        return pulse;
    }

    private void after(Duration wait, Runnable work) {
        timer.schedule(() -> workers.execute(work), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void onPage(UI ui, Runnable work) {
        try {
            ui.access(() -> attempt(ui, work));
        } catch (UIDetachedException _) {
            // the page was closed meanwhile: nobody is left to tell
        }
    }

    /// The edge for what a push throws (STYLE 5): the page says by itself that it is not live, and the log says
    /// why, once a minute and not for every page and tick. A page that its person may no longer see is loaded
    /// again, and answers as it then must.
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
