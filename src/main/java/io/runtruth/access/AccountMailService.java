package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.LinkMail.LinkKind;
import io.runtruth.access.LinkMail.LinkLetter;
import io.runtruth.access.OpaqueSecret.SecretKind;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of where persons are told of things by e-mail (contract 9). Until they have opened the link that was
/// sent there, nothing else is sent to an address: nobody makes the node write to a stranger. Each change commits with
/// its audit entry.
@Service
public class AccountMailService {

    /// For how long the link confirms.
    public static final Duration LASTS = Duration.ofHours(24);

    private static final String SUBJECT = "account";

    private final AccountRepository accounts;
    private final AccountMailRepository mail;
    private final LinkMail links;
    private final AuditTrail audit;
    private final Clock clock;

    AccountMailService(
            AccountRepository accounts, AccountMailRepository mail, LinkMail links, AuditTrail audit, Clock clock) {
        this.accounts = accounts;
        this.mail = mail;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /// Sends the link that confirms the address; the one until now stays until then.
    ///
    /// @throws Problem.Conflict `mail.not_set_up`
    /// @throws Problem.TooMuch `mail.too_many`
    @Transactional
    public void ask(Actor.Person actor, MailTo to) {
        var account = held(actor);
        var secret = OpaqueSecret.generate(SecretKind.MAIL_ADDRESS);
        var link = UUID.randomUUID();
        var until = clock.instant().plus(LASTS);
        mail.want(account.id(), to.address(), link, secret, until);
        links.send(new LinkLetter(
                LinkKind.CONFIRMATION, link, account.id(), to, List.of(account.username()), secret.text(), until));
        audit.append(
                actor,
                null,
                Entry.change(
                        "account.mail_asked",
                        SUBJECT,
                        account.id(),
                        Map.of(),
                        Map.of("address", to.address().text())));
    }

    /// By the person whose address it is to be, with the link that was sent there.
    ///
    /// @return the address
    /// @throws Problem.NotFound `mail.link_unknown`, also for one of somebody else's, and one that is too old
    @Transactional
    public String confirm(Actor.Person actor, String secret) {
        var account = held(actor);
        var before = mail.confirmed(account.id());
        var address = OpaqueSecret.parse(SecretKind.MAIL_ADDRESS, secret)
                .flatMap(it -> mail.confirm(account.id(), it, clock.instant()))
                .orElseThrow(() -> new Problem.NotFound("mail.link_unknown"));
        audit.append(
                actor,
                null,
                Entry.change(
                        "account.mail_confirmed",
                        SUBJECT,
                        account.id(),
                        before.<Map<String, Object>>map(it -> Map.of("address", it))
                                .orElse(Map.of()),
                        Map.of("address", address)));
        return address;
    }

    /// Nothing is sent to the person any more.
    @Transactional
    public void remove(Actor.Person actor) {
        var account = held(actor);
        if (mail.remove(account.id())) {
            audit.append(actor, null, new Entry("account.mail_removed", SUBJECT, account.id(), Map.of()));
        }
    }

    private Account held(Actor.Person actor) {
        var id = actor.themselves().account();
        accounts.hold(id);
        return accounts.findById(id).orElseThrow(() -> new Problem.NotFound("not_found"));
    }
}
