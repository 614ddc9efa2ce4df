package io.runtruth.access.signin;

import io.runtruth.access.PasskeyCeremony;
import io.runtruth.access.PasskeySites;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Asks a device for a passkey, for whoever is before the sign-in page: `POST /login/passkey/question`. The
/// question stays in the session until it is answered, once.
final class PasskeyQuestionFilter extends OncePerRequestFilter {

    static final String ADDRESS = "/login/passkey/question";

    private static final RequestMatcher QUESTIONS = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, ADDRESS);

    private final PasskeyCeremony ceremony;
    private final PasskeySites sites;
    private final HttpSessionPublicKeyCredentialRequestOptionsRepository asked =
            new HttpSessionPublicKeyCredentialRequestOptionsRepository();
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyQuestionFilter(PasskeyCeremony ceremony, PasskeySites sites) {
        this.ceremony = ceremony;
        this.sites = sites;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!QUESTIONS.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        var site = sites.current();
        if (site.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var question = ceremony.question(site.get());
        asked.save(request, response, question);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsString(question).getBytes(StandardCharsets.UTF_8));
    }
}
