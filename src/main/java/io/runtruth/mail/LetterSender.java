package io.runtruth.mail;

import io.runtruth.mail.Sent.LetterFault;
import io.runtruth.shared.MailAddress;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/// Hands one letter to the mail server.
class LetterSender {

    private static final Logger LOG = LoggerFactory.getLogger(LetterSender.class);

    private static final String UTF_8 = "UTF-8";

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
            return new Sent.HandedOver();
        } catch (MailAuthenticationException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.NotSent(LetterFault.SIGN_IN);
        } catch (MailSendException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.NotSent(fault(e));
        } catch (MailException e) {
            LOG.debug("letter {} was not sent", id, e);
            return new Sent.NotSent(LetterFault.NOT_TAKEN);
        }
    }

    private MimeMessage message(UUID id, MailAddress to, Letter letter) {
        var message = server.createMimeMessage();
        try {
            message.setFrom(settings.from());
            message.setRecipients(RecipientType.TO, to.text());
            message.setSubject(letter.subject(), UTF_8);
            message.setContent(
                    new MimeMultipart("alternative", part(letter.plain(), "plain"), part(letter.html(), "html")));
            message.setHeader("Message-ID", "<" + id + "@" + host() + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", letter.locale().getLanguage());
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter of checked parts is a message", e);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
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
