package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.util.List;
import java.util.Locale;

/// @param username 1 to 200 characters without spaces; kept in lower case
/// @param displayName how others see the person, 1 to 200 characters
/// @param password 12 to 200 characters and none of the commonest (contract 8); only its hash is kept. That of a
///     demo account is shown at the start anyway, and may be anything of 1 to 200 characters
/// @param demo made with the demo data
public record NewAccount(String username, String displayName, String password, boolean systemOperator, boolean demo) {

    private static final int MOST = 200;

    public NewAccount {
        username = username.strip().toLowerCase(Locale.ROOT);
        displayName = requireDisplayName(displayName);
        if (username.isEmpty() || username.length() > MOST || username.chars().anyMatch(Character::isWhitespace)) {
            throw new Problem.InvalidInput("account.username");
        }
        if (demo) {
            PasswordRules.requireAny(password);
        } else {
            PasswordRules.require(password, List.of(username, displayName));
        }
    }

    /// @return without the spaces around it
    static String requireDisplayName(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MOST) {
            throw new Problem.InvalidInput("account.display_name");
        }
        return stripped;
    }

    /// Without the password.
    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
