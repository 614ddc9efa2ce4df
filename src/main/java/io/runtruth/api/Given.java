package io.runtruth.api;

import io.runtruth.access.Capability;
import io.runtruth.access.MailTo;
import io.runtruth.access.Role;
import io.runtruth.shared.Coded;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the content of a call must say.
final class Given {

    private Given() {}

    /// @throws Problem.InvalidInput `request.missing`
    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new Problem.InvalidInput("request.missing", name);
        }
        return value;
    }

    static Role role(@Nullable String word) {
        return Coded.of(Role.class, required("role", word))
                .orElseThrow(() -> new Problem.InvalidInput("request.parameter", "role"));
    }

    /// In the language of the call.
    ///
    /// @throws Problem.InvalidInput `mail.address`
    static @Nullable MailTo mailTo(@Nullable String address, HttpServletRequest request) {
        return address == null ? null : new MailTo(MailAddress.of(address), ProblemTexts.language(request));
    }

    static Capability capability(String word) {
        return Arrays.stream(Capability.values())
                .filter(it -> it.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem.InvalidInput("request.parameter", "capabilities"));
    }
}
