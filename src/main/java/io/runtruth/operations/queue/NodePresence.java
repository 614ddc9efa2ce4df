package io.runtruth.operations.queue;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Says every few seconds that this process is there, for the system page. No decision about a run rests on it: those
/// rest on the queue's own records.
@Component
class NodePresence {

    static final Duration GONE_AFTER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(NodePresence.class);

    private final NodeRepository nodes;
    private final Node node;
    private final Clock clock;

    NodePresence(NodeRepository nodes, Node node, Clock clock) {
        this.nodes = nodes;
        this.node = node;
        this.clock = clock;
    }

    @Scheduled(fixedRateString = "${runtruth.node.presence:5s}")
    void say() {
        try {
            nodes.seen(node.name(), node.role().code(), clock.instant());
            nodes.forgetUnseenSince(clock.instant().minus(GONE_AFTER));
        } catch (DataAccessException e) {
            LOG.debug("this node could not say that it is there", e);
        }
    }
}
