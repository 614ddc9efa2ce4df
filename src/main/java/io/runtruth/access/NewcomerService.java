package io.runtruth.access;

import io.runtruth.access.InvitationService.Accepted;
import io.runtruth.shared.Problem;
import org.springframework.stereotype.Service;

/// Somebody without an account who has the link of an invitation. Their password is hashed before the transaction
/// begins that makes the account: whoever waits for that holds neither a connection nor the invitation.
@Service
public class NewcomerService {

    private final InvitationService invitations;
    private final AccountService accounts;

    NewcomerService(InvitationService invitations, AccountService accounts) {
        this.invitations = invitations;
        this.accounts = accounts;
    }

    /// Makes an account, and makes it a member. Of two at the same moment one succeeds; for whoever has no open link
    /// nothing is hashed.
    ///
    /// @param account neither a system operator nor of the demo
    /// @throws Problem.NotFound `invitation.unknown`
    /// @throws Problem.Conflict `invitation.used`, `invitation.revoked`, `invitation.expired`, `account.exists`
    /// @throws Problem.Forbidden `workspace.suspended`; the link stays open
    /// @throws Problem.TooMuch `sign_in.busy`
    public Accepted accept(String secret, NewAccount account) {
        if (account.systemOperator() || account.demo()) {
            throw new IllegalArgumentException(account.toString());
        }
        invitations.requireUsable(secret);
        return invitations.accept(secret, account, accounts.hashed(account));
    }
}
