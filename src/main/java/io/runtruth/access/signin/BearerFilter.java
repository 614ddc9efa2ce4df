package io.runtruth.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes the token of a call: `Authorization: Bearer rt_…`. One that is not taken ends the call, also where the
/// address would be open to anybody.
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final BearerAuthentication authentication;
    private final AuthenticationEntryPoint refusal;
    private final SecurityContextHolderStrategy holder;

    /// @param holder the one that the other filters of the chain look into
    BearerFilter(
            BearerAuthentication authentication,
            AuthenticationEntryPoint refusal,
            SecurityContextHolderStrategy holder) {
        this.authentication = authentication;
        this.refusal = refusal;
        this.holder = holder;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var sent = sent(request);
        if (sent != null) {
            try {
                signIn(sent, request.getRemoteAddr());
            } catch (AuthenticationException e) {
                refusal.commence(request, response, e);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void signIn(String sent, String address) {
        var caller = authentication.authenticate(sent, address);
        var context = holder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        holder.setContext(context);
    }

    private static @Nullable String sent(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
