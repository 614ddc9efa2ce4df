package io.runtruth.node;

import io.runtruth.packs.chain.ExportVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// `verify-export FILE [SHA-256]`, in place of starting a node: it needs nothing but the file.
///
/// @param arguments behind the word
public record VerifyCommand(List<String> arguments) {

    private static final Pattern DIGEST = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");

    /// Empty where the arguments start a node.
    public static Optional<VerifyCommand> of(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals("verify-export")
                ? Optional.of(new VerifyCommand(List.of(arguments).subList(1, arguments.length)))
                : Optional.empty();
    }

    /// Prints a line for each check.
    ///
    /// @return the exit code: 0 as it was exported, 1 changed since, 2 not checked
    public int run() {
        var digest = arguments.size() == 2 ? DIGEST.matcher(arguments.get(1).toLowerCase(Locale.ROOT)) : null;
        if (arguments.isEmpty() || arguments.size() > 2 || digest != null && !digest.matches()) {
            System.err.println("Say which file, and its SHA-256 where it is known: verify-export FILE [SHA-256].");
            return 2;
        }
        var verdict = ExportVerifier.verify(
                Path.of(arguments.getFirst()), digest == null ? null : digest.group(1), System.out::println);
        return switch (verdict) {
            case WHOLE -> 0;
            case CHANGED -> 1;
            case NOT_CHECKED -> 2;
        };
    }
}
