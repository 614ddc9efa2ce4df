package io.runtruth.operations.queue;

import io.runtruth.shared.Coded;

/// What a node does (contract 4). Any number of nodes of each role may share one database.
public enum NodeRole implements Coded {
    /// Serves the console and the API, and never takes a job.
    WEB,
    /// Takes jobs; its port answers health checks.
    WORKER,
    /// Both, the default.
    BOTH;

    /// Whether the node takes jobs from the queue.
    public boolean takesJobs() {
        return this != WEB;
    }
}
