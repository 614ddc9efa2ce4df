package io.runtruth.mail;

import io.runtruth.mail.Sent.LetterFault;
import io.runtruth.shared.MailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Hands one letter to the mail server.
class LetterSender {

    private static final Logger LOG = LoggerFactory.getLogger(LetterSender.class);

    private final JavaMailSender server;
    private final MailSettings settings;

    LetterSender(JavaMailSender server, MailSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /// @param id of the letter: what is sent twice because a node died carries the same one
    Sent send(UUID id, MailAddress to, Letter letter) {
        try {
            server.send(message(id, to, letter));
            return new Sent.Taken();
        } catch (MailAuthenticationException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.Failed(LetterFault.SIGN_IN);
        } catch (MailSendException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.Failed(fault(e));
        } catch (MailException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.Failed(LetterFault.NOT_TAKEN);
        }
    }

    private MimeMessage message(UUID id, MailAddress to, Letter letter) {
        var message = server.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.from());
            helper.setTo(to.text());
            helper.setSubject(letter.subject());
            helper.setText(letter.plain(), letter.html());
            message.setHeader("Message-ID", "<" + id + "@" + host() + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", letter.locale().getLanguage());
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter of checked parts is a message", e);
        }
    }

    private String host() {
        var address = settings.from().getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static LetterFault fault(MailSendException e) {
        // only where there was no connection has it a cause of its own
        if (e.getCause() != null) {
            return LetterFault.UNREACHABLE;
        }
        return Arrays.stream(e.getMessageExceptions()).anyMatch(LetterSender::knowsNobody)
                ? LetterFault.REFUSED
                : LetterFault.NOT_TAKEN;
    }

    /// Addresses that the server refuses for good, and not for now.
    private static boolean knowsNobody(Exception e) {
        return e instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null
                && failed.getInvalidAddresses().length > 0;
    }
}
