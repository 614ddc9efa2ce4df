package io.runtruth.access;

import java.util.UUID;
import org.springframework.security.web.webauthn.api.CredentialRecord;

/// A new passkey that a device has made for this account and proven: only [PasskeyCeremony] makes one.
public final class VerifiedPasskey {

    private final UUID accountId;
    private final CredentialRecord made;

    VerifiedPasskey(UUID accountId, CredentialRecord made) {
        this.accountId = accountId;
        this.made = made;
    }

    UUID accountId() {
        return accountId;
    }

    CredentialRecord made() {
        return made;
    }
}
