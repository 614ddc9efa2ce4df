package io.runtruth.restore;

import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.SealingKey;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Tokens of targets, sealed for the very environment and address: moved to another in the database, one does
/// not open.
@Component
class TargetTokens {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,4096}");

    private final Optional<SealingKey> key;

    TargetTokens(RestoreSettings settings) {
        key = settings.key();
    }

    boolean isPossible() {
        return key.isPresent();
    }

    /// @throws Problem.InvalidInput `target.token_form`
    /// @throws Problem.Conflict `target.no_key`
    byte[] seal(Scope scope, TargetAddress address, String token) {
        var sent = token.strip();
        if (!FORM.matcher(sent).matches()) {
            throw new Problem.InvalidInput("target.token_form");
        }
        return key.orElseThrow(() -> new Problem.Conflict("target.no_key")).seal(sent, owner(scope, address));
    }

    /// Empty without the key that it was sealed with.
    Optional<String> open(Scope scope, TargetAddress address, byte[] sealed) {
        return key.flatMap(it -> it.open(sealed, owner(scope, address)));
    }

    private static String owner(Scope scope, TargetAddress address) {
        return "configuration target " + scope.workspaceId() + " " + scope.environmentId() + " " + address.text();
    }
}
