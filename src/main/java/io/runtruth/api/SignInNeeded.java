package io.runtruth.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/// Answers a call without a sign-in, or with one that did not succeed, as a problem.
@Component
class SignInNeeded implements AuthenticationEntryPoint {

    private final ProblemAdvice problems;

    SignInNeeded(ProblemAdvice problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        problems.answer(request, response, failure);
    }
}
