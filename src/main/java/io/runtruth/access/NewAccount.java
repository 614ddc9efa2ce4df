package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.util.Locale;

/// @param username 1 to 200 characters without spaces; kept in lower case
/// @param displayName how others see the person, 1 to 200 characters
/// @param password 8 to 200 characters; only its hash is kept
/// @param demo made with the demo data
public record NewAccount(String username, String displayName, String password, boolean systemOperator, boolean demo) {

    private static final int MOST = 200;
    private static final int SHORTEST_PASSWORD = 8;

    public NewAccount {
        username = username.strip().toLowerCase(Locale.ROOT);
        displayName = displayName.strip();
        if (username.isEmpty() || username.length() > MOST || username.chars().anyMatch(Character::isWhitespace)) {
            throw new Problem.InvalidInput("account.username");
        }
        if (displayName.isEmpty() || displayName.length() > MOST) {
            throw new Problem.InvalidInput("account.display_name");
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > MOST) {
            throw new Problem.InvalidInput("account.password", SHORTEST_PASSWORD, MOST);
        }
    }

    /// Without the password.
    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
