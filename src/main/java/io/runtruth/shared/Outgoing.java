package io.runtruth.shared;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Sends what is due, each on a thread of its own and as far as there is room: what is slow holds its own place, and
/// nobody waits for it. What is taken is a job's work.
public final class Outgoing<T> implements AutoCloseable {

    private final int atOnce;
    private final IntFunction<List<T>> take;
    private final Consumer<T> send;
    private final Semaphore free;
    private final ExecutorService senders;

    /// @param name of the threads
    /// @param atOnce how many may be on their way together, 1 or more
    /// @param take at most as many as it is given, each for this node alone; it throws nothing
    /// @param send one of them, and keeps what came of it; it throws nothing
    public Outgoing(String name, int atOnce, IntFunction<List<T>> take, Consumer<T> send) {
        this.atOnce = atOnce;
        this.take = take;
        this.send = send;
        free = new Semaphore(atOnce);
        senders = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /// Begins to send what is due.
    public void begin() {
        int room = free.drainPermits();
        var due = List.<T>of();
        try {
            due = room == 0 ? due : take.apply(room);
        } finally {
            free.release(room - due.size());
        }
        due.forEach(one -> senders.execute(() -> Workload.asJob(() -> sendAndMakeRoom(one))));
    }

    private void sendAndMakeRoom(T one) {
        try {
            send.accept(one);
        } finally {
            free.release();
        }
    }

    /// Waits until everything that was begun has ended.
    public void finish() throws InterruptedException {
        free.acquire(atOnce);
        free.release(atOnce);
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
