package io.runtruth.mail;

import io.runtruth.shared.SealingKey;
import io.runtruth.shared.StartRefused;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/// What a node needs to send e-mail beside the server itself.
///
/// @param from in whose name it is sent, `name@host` or `Name <name@host>`
/// @param address of the console, without a slash at its end: links begin with it, and never with what a request names
/// @param key seals what waits to be sent
public record MailSettings(InternetAddress from, String address, SealingKey key) {

    /// @param isServerSet whether a mail server is set; without one the rest is not needed
    /// @return empty where nothing is to be sent
    /// @throws StartRefused where a server is set and something else that it needs is not
    public static Optional<MailSettings> of(
            boolean isServerSet, Optional<String> from, Optional<String> address, Optional<SealingKey> key) {
        if (!isServerSet) {
            return Optional.empty();
        }
        return Optional.of(new MailSettings(
                from(from.orElseThrow(
                        () -> refused("RUNTRUTH_MAIL_FROM must be set beside a mail server: who the sender is."))),
                address.orElseThrow(() ->
                        refused("RUNTRUTH_ADDRESS must be set beside a mail server: links in e-mails begin with it.")),
                key.orElseThrow(() -> refused(
                        "RUNTRUTH_SEALING_KEY must be set beside a mail server: it seals what waits to be sent."))));
    }

    private static StartRefused refused(String text) {
        return new StartRefused(text);
    }

    private static InternetAddress from(String text) {
        try {
            var from = new InternetAddress(text, true);
            from.validate();
            return from;
        } catch (AddressException _) {
            throw refused("RUNTRUTH_MAIL_FROM must be an address, for example Runtruth <runtruth@console.example>.");
        }
    }
}
