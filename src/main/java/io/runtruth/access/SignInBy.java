package io.runtruth.access;

import org.jspecify.annotations.Nullable;

/// By what somebody has signed in.
///
/// @param provider what the identity provider is called; null but for [SignInMethod#PROVIDER]
public record SignInBy(SignInMethod method, @Nullable String provider) {

    public static final SignInBy PASSWORD = new SignInBy(SignInMethod.PASSWORD, null);
    public static final SignInBy PASSKEY = new SignInBy(SignInMethod.PASSKEY, null);

    public SignInBy {
        if ((provider == null) == (method == SignInMethod.PROVIDER)) {
            throw new IllegalArgumentException(method + " by " + provider);
        }
    }

    public static SignInBy provider(String name) {
        return new SignInBy(SignInMethod.PROVIDER, name);
    }
}
