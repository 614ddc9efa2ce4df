package io.runtruth.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.runtruth.access.AccountMailQueries;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.SealingKey;
import io.runtruth.testing.DatabaseTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent is sent to a real server on this machine.
abstract class MailTest extends DatabaseTest {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

    static {
        SERVER.start();
    }

    @Autowired
    private LetterService letters;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private AccountMailQueries accounts;

    @Autowired
    private ToldFacts facts;

    @Autowired
    private MailMetrics metrics;

    @Autowired
    private JsonMapper json;

    @Autowired
    private QueueClock clock;

    @Autowired
    private MailSettings settings;

    @Autowired
    private ObjectProvider<JavaMailSender> server;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        registry.add("runtruth.mail.from", () -> "Runtruth <runtruth@console.example>");
        registry.add("runtruth.address", () -> "https://console.example");
    }

    @BeforeEach
    void nothingOnItsWay() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        jdbc.sql("delete from letter").update();
        jdbc.sql("delete from digest").update();
    }

    /// Sends what is due through the server, as one node does.
    void send() {
        send(node(settings, server));
    }

    void send(Letters node) {
        try {
            node.begin();
            node.finish();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            node.destroy();
        }
    }

    Letters node() {
        return node(settings, server);
    }

    /// With a server on this port, on which somebody listens or not.
    Letters nodeWithServerAt(int port) {
        var other = new JavaMailSenderImpl();
        other.setHost("127.0.0.1");
        other.setPort(port);
        other.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "500");
        other.getJavaMailProperties().setProperty("mail.smtp.timeout", "500");
        return node(settings, new ObjectProvider<>() {
            @Override
            public JavaMailSender getObject() {
                return other;
            }
        });
    }

    Letters nodeWithKey(String key) {
        return node(new MailSettings(settings.from(), settings.address(), SealingKey.of(key)), server);
    }

    private Letters node(MailSettings with, ObjectProvider<JavaMailSender> through) {
        return new Letters(letters, writer, accounts, facts, metrics, json, clock, null, Optional.of(with), through);
    }

    static List<Received> received() {
        return Arrays.stream(SERVER.getReceivedMessages()).map(Received::of).toList();
    }

    /// As one who waits does not want to: what waits is due now.
    void later() {
        jdbc.sql("update letter set due_at = now() - interval '1 second' where due_at is not null")
                .update();
    }

    record Received(MimeMessage message, String plain, String html) {

        private static final Pattern LINK = Pattern.compile("(?m)^https://console\\.example/(\\S+)$");

        static Received of(MimeMessage message) {
            try {
                var parts = new ArrayList<String>();
                collect(message.getContent(), parts);
                return new Received(message, parts.getFirst().replace("\r\n", "\n"), parts.getLast());
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }

        private static void collect(Object content, List<String> parts) throws MessagingException, IOException {
            if (content instanceof MimeMultipart several) {
                for (var i = 0; i < several.getCount(); i++) {
                    collect(several.getBodyPart(i).getContent(), parts);
                }
            } else {
                parts.add(content.toString());
            }
        }

        String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        String to() {
            return header("To");
        }

        String header(String name) {
            try {
                return String.join("|", message.getHeader(name));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        /// Behind the address of the console.
        List<String> links() {
            return LINK.matcher(plain).results().map(it -> it.group(1)).toList();
        }
    }
}
