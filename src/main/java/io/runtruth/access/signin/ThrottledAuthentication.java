package io.runtruth.access.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Checks a password, for the sign-in page and for basic authentication alike, with guesses slowed down.
@Component
class ThrottledAuthentication implements AuthenticationProvider {

    private final DaoAuthenticationProvider passwords;
    private final GuessThrottle throttle;

    ThrottledAuthentication(UserDetailsService accounts, PasswordEncoder encoder, GuessThrottle throttle) {
        passwords = new DaoAuthenticationProvider(accounts);
        passwords.setPasswordEncoder(encoder);
        this.throttle = throttle;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        var username = asked.getName();
        if (throttle.isClosed(username)) {
            throw new LockedException("too many wrong passwords");
        }
        try {
            var signedIn = passwords.authenticate(asked);
            throttle.succeeded(username);
            return signedIn;
        } catch (BadCredentialsException e) {
            throttle.failed(username);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
