package io.runtruth.mail;

import io.runtruth.operations.queue.Node;
import io.runtruth.shared.Workload;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks for digests that are due, on every worker that has a mail server.
@Component
class DigestPass {

    /// So many are counted; of more it says that there are more.
    static final int MOST_COUNTED = 100;

    /// So many are named, each with a link.
    static final int MOST_NAMED = 20;

    /// With so many in one pass it is not the digests that are at fault.
    private static final int MOST_FAILED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DigestPass.class);

    private final DigestService digests;
    private final Node node;
    private final boolean isSetUp;

    DigestPass(DigestService digests, Node node, Optional<MailSettings> settings) {
        this.digests = digests;
        this.node = node;
        isSetUp = settings.isPresent();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void look() {
        if (isSetUp && node.role().takesJobs()) {
            Workload.asJob(this::prepare);
        }
    }

    /// All that are due, each by itself.
    void prepare() {
        var failed = 0;
        var isDue = true;
        while (isDue && failed < MOST_FAILED) {
            try {
                isDue = digests.prepare(failed);
            } catch (DataAccessException | TransactionException e) {
                failed++;
                LOG.debug("a digest that is due could not be read; it stays due", e);
            }
        }
    }
}
