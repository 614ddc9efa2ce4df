package io.runtruth.edge;

import jakarta.servlet.http.HttpServletResponse;

/// The headers of every answer, whoever writes it (contract 8; decision record 0010).
final class SecurityHeaders {

    static final String POLICY = "Content-Security-Policy";

    /// Nothing of an answer of the API may run or be shown in a page.
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final String HTTPS_FOR_A_YEAR = "max-age=31536000; includeSubDomains";

    private SecurityHeaders() {}

    /// Sets all of them, before anybody else has a word. A page may give its own scripts a nonce ([PageNonce]),
    /// and a file that is the same for everybody may let itself be kept; the rest stays as it is.
    ///
    /// @param secure whether the request came over TLS, here or at a proxy
    static void write(HttpServletResponse response, RequestKind kind, boolean secure) {
        response.setHeader(POLICY, kind == RequestKind.CALL ? NOTHING : policy(""));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // not "no-referrer": with it a browser would hide the origin of our own forms from us
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", kind == RequestKind.FILE ? "no-cache" : "no-store");
        if (secure) {
            response.setHeader("Strict-Transport-Security", HTTPS_FOR_A_YEAR);
        }
    }

    /// Of a page of the console, whose own inline scripts carry the nonce. `unsafe-eval`: the engine makes
    /// functions of the expressions that the server sends.
    static String policyWith(String nonce) {
        return policy(" 'nonce-" + nonce + "'");
    }

    private static String policy(String nonceSource) {
        return "default-src 'self'; script-src 'self'" + nonceSource
                + " 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
