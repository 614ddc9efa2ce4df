package io.runtruth.mail;

import io.runtruth.access.AccountMailQueries;
import io.runtruth.mail.Sent.LetterFault;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Outgoing;
import io.runtruth.shared.Workload;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// Sends what is due, on every worker that has a mail server.
@Component
class Letters implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final int AT_ONCE = 4;

    private final LetterService letters;
    private final LetterWriter writer;
    private final AccountMailQueries accounts;
    private final ToldFacts facts;
    private final MailMetrics metrics;
    private final JsonMapper json;
    private final QueueClock clock;
    private final Node node;
    private final Optional<Post> post;
    private final Outgoing<DueLetter> outgoing = new Outgoing<>("mail", AT_ONCE, this::take, this::send);

    @Autowired
    Letters(
            LetterService letters,
            LetterWriter writer,
            AccountMailQueries accounts,
            ToldFacts facts,
            MailMetrics metrics,
            JsonMapper json,
            QueueClock clock,
            Node node,
            Optional<MailSettings> settings,
            ObjectProvider<JavaMailSender> server) {
        this.letters = letters;
        this.writer = writer;
        this.accounts = accounts;
        this.facts = facts;
        this.metrics = metrics;
        this.json = json;
        this.clock = clock;
        this.node = node;
        post = settings.map(it -> new Post(it, new LetterSender(server.getObject(), it)));
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        if (post.isPresent() && node.role().takesJobs()) {
            Workload.asJob(this::begin);
        }
    }

    void begin() {
        outgoing.begin();
    }

    private List<DueLetter> take(int room) {
        try {
            return letters.take(room);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the letters that are due could not be read; they stay due", e);
            return List.of();
        }
    }

    void finish() throws InterruptedException {
        outgoing.finish();
    }

    /// The edge where one letter's failure is kept from the others (style 5).
    private void send(DueLetter due) {
        try {
            var sent = sent(due);
            letters.settle(due, sent);
            switch (sent) {
                case Sent.HandedOver _ -> metrics.sent(due.kind());
                case Sent.NotSent failed -> metrics.failed(due.kind(), failed.fault());
                case Sent.Lapsed _ -> {}
            }
        } catch (RuntimeException e) {
            LOG.warn("letter {} was not settled and will be sent again", due.id(), e);
        }
    }

    private Sent sent(DueLetter due) {
        var through = post.orElseThrow();
        if (!due.isOpen() || !due.expiresAt().isAfter(clock.now())) {
            return new Sent.Lapsed();
        }
        return due.told() == null ? link(due, through) : digest(due, due.told(), through);
    }

    private Sent link(DueLetter due, Post through) {
        var sealed = Objects.requireNonNull(due.sealed(), "what waits is sealed");
        return through.settings()
                .key()
                .open(sealed, due.id().toString())
                .map(it -> json.readValue(it, SealedLink.class))
                .map(it -> {
                    var page = through.settings().address() + page(due.kind()) + it.secret();
                    var letter = writer.link(due.kind(), due.locale(), it.names(), page, due.expiresAt());
                    return through.sender().send(due.id(), new MailAddress(it.to()), letter);
                })
                .orElseGet(() -> new Sent.NotSent(LetterFault.NO_KEY));
    }

    private static String page(LetterKind kind) {
        return switch (kind) {
            case INVITATION -> "/invitation/";
            case RESET -> "/reset/";
            case CONFIRMATION -> "/me/mail/";
            case DIGEST -> throw new IllegalArgumentException(kind.code());
        };
    }

    /// Of what its person may know now: rights may have been lost since it was put here.
    private Sent digest(DueLetter due, DueLetter.ToldSpan told, Post through) {
        var to = accounts.told(due.about()).orElse(null);
        if (to == null) {
            return new Sent.Lapsed();
        }
        var found = facts.of(to.person(), told, DigestPass.MOST_COUNTED + 1);
        if (found.isEmpty()) {
            return new Sent.Lapsed();
        }
        var isCut = found.size() > DigestPass.MOST_COUNTED;
        var counted = isCut ? found.subList(0, DigestPass.MOST_COUNTED) : found;
        var letter = writer.digest(
                due.locale(),
                counted,
                isCut,
                DigestPass.MOST_NAMED,
                through.settings().address());
        return through.sender().send(due.id(), to.address(), letter);
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        Workload.asJob(() -> {
            int forgotten;
            do {
                forgotten = letters.forget();
            } while (forgotten > 0);
        });
    }

    @Override
    public void destroy() {
        outgoing.close();
    }

    private record Post(MailSettings settings, LetterSender sender) {}
}
