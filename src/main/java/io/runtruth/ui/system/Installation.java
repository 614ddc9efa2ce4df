package io.runtruth.ui.system;

import io.runtruth.access.LinkMail;
import io.runtruth.access.NewWorkspaces;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.keeping.KeepingRules;
import io.runtruth.webhooks.WebhookSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What this node is set to, as far as it may be shown: whether a thing is set, and never a secret.
@Component
final class Installation {

    private final LinkMail mail;
    private final WebhookSettings webhooks;
    private final NewWorkspaces usual;
    private final KeepingRules rules;

    Installation(LinkMail mail, WebhookSettings webhooks, NewWorkspaces usual, KeepingRules rules) {
        this.mail = mail;
        this.webhooks = webhooks;
        this.usual = usual;
        this.rules = rules;
    }

    /// Empty where none is set.
    String address() {
        return webhooks.address();
    }

    boolean mail() {
        return mail.isSetUp();
    }

    boolean webhooksPrivate() {
        return webhooks.privateAllowed();
    }

    /// Whether secrets can be kept for webhooks.
    boolean sealing() {
        return webhooks.key().isPresent();
    }

    /// Of evidence in the reviews of a new workspace.
    Duration evidenceMaxAge() {
        return usual.evidenceMaxAge();
    }

    /// Of ended runs; what is not in it is kept for ever.
    Map<RunOutcome, Duration> kept() {
        return rules.byOutcome();
    }
}
