package io.runtruth.operations.queue;

import java.util.Locale;

/// What a node does (contract 4). Any number of nodes of each role may share one database.
public enum NodeRole {
    /// Serves the console and the API, and never takes a job.
    WEB,
    /// Takes jobs; its port answers health checks.
    WORKER,
    /// Both, the default.
    BOTH;

    /// As it is stored.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the node takes jobs from the queue.
    public boolean takesJobs() {
        return this != WEB;
    }
}
