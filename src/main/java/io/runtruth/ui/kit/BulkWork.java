package io.runtruth.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;

/// Several things that a person sets off together, outside of the click that asks for them: what each came to, in the
/// order in which they were asked for. They go on whether or not a page still looks.
///
/// @param <L> what one came to; it says so itself where it was not done
public final class BulkWork<L> {

    private final int asked;
    private final List<L> lines = new ArrayList<>();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    /// @param asked how many there are
    public BulkWork(int asked) {
        this.asked = asked;
    }

    /// One after another; each is told when it is done.
    public <T> void work(List<T> all, Function<T, L> one) {
        all.forEach(it -> add(one.apply(it)));
    }

    private void add(L line) {
        synchronized (lines) {
            lines.add(line);
        }
        listeners.forEach(Runnable::run);
    }

    public int asked() {
        return asked;
    }

    /// Those that are known so far.
    public List<L> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// @param told from any thread, after each line
    /// @return ends it
    public Runnable listen(Runnable told) {
        listeners.add(told);
        told.run();
        return () -> listeners.remove(told);
    }
}
