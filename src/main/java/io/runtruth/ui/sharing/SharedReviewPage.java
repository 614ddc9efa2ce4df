package io.runtruth.ui.sharing;

import io.runtruth.access.Actor;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackOrder;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.PackService;
import io.runtruth.packs.WrittenPack;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.portal.ShareLinkState;
import io.runtruth.portal.SharedReview;
import io.runtruth.portal.SharingService;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who shares what, and then the customer's document itself. Without session, cookie and script, so that whoever
/// has the link costs little and nothing of them stays; what only looks at an address, as mail filters do, opens
/// nothing.
@Controller
@RequestMapping(Routes.SHARED + "{secret}")
class SharedReviewPage {

    private static final Actor READER = new Actor.System(SharingService.READER);

    private static final String POLICY_HEADER = "Content-Security-Policy";
    private static final String REFERRER_HEADER = "Referrer-Policy";
    private static final String ROBOTS_HEADER = "X-Robots-Tag";

    /// Of what these pages are made; the document brings its own, which allows less.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private static final String DOCUMENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private final SharingService sharing;
    private final PackService packs;
    private final LetterheadQueries letterheads;
    private final ProblemMessages messages;
    private final Texts texts;

    SharedReviewPage(
            SharingService sharing,
            PackService packs,
            LetterheadQueries letterheads,
            ProblemMessages messages,
            Texts texts) {
        this.sharing = sharing;
        this.packs = packs;
        this.letterheads = letterheads;
        this.messages = messages;
        this.texts = texts;
    }

    @GetMapping
    void page(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var behind = sharing.behind(secret).orElse(null);
        if (behind != null && behind.state() == ShareLinkState.OPEN) {
            answer(request, response, HttpStatus.OK, behind, null);
        } else {
            var why = behind == null
                    ? new Problem.NotFound("share.unknown")
                    : behind.state().refusal();
            answer(request, response, HttpStatus.NOT_FOUND, behind, why);
        }
    }

    /// What is wrong is said on the same page. A document that was begun is never followed by words.
    ///
    /// @param form `html` to read, `pdf` to keep
    @PostMapping
    void read(
            @PathVariable String secret,
            @RequestParam @Nullable String passphrase,
            @RequestParam(defaultValue = "html") String form,
            @RequestParam @Nullable String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try (var pack = written(secret, passphrase, form, language)) {
            harden(response, DOCUMENT_POLICY);
            response.setContentType(pack.contentType());
            response.setContentLengthLong(pack.sizeBytes());
            var disposition = form.equals("html") ? "inline" : "attachment";
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename=\"" + pack.fileName() + "\"");
            pack.sendTo(response.getOutputStream());
        } catch (Problem problem) {
            if (problem instanceof Problem.TooMuch later) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(later.retryAfterSeconds()));
            }
            answer(request, response, status(problem), sharing.behind(secret).orElse(null), problem);
        }
    }

    private WrittenPack written(String secret, @Nullable String passphrase, String form, @Nullable String language) {
        var ref = sharing.open(secret, passphrase);
        var workspace = ref.scope().workspaceId();
        var order = new PackOrder(
                PackProfile.CUSTOMER,
                form.equals("html") ? PackFormat.HTML : PackFormat.PDF,
                Optional.ofNullable(language).flatMap(Language::of).orElseGet(() -> packs.language(READER, workspace)));
        return packs.write(READER, workspace, ref.id(), order);
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ -> HttpStatus.NOT_FOUND;
            case Problem.Forbidden _ -> HttpStatus.FORBIDDEN;
            case Problem.TooMuch _ -> HttpStatus.TOO_MANY_REQUESTS;
            case Problem.InvalidInput _, Problem.Unprocessable _ -> HttpStatus.BAD_REQUEST;
            case Problem.Conflict _ -> HttpStatus.CONFLICT;
            case Problem.NoRoom _ -> HttpStatus.INSUFFICIENT_STORAGE;
        };
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            @Nullable SharedReview behind,
            @Nullable Problem problem)
            throws IOException {
        var locale = Language.firstOf(request.getLocales());
        harden(response, POLICY);
        response.setStatus(status.value());
        response.setContentType("text/html;charset=UTF-8");
        var usual = behind == null ? null : packs.language(READER, behind.workspaceId());
        var logo = behind == null || behind.state() != ShareLinkState.OPEN
                ? null
                : letterheads.current(READER, behind.workspaceId()).logo();
        var page = new SharedReviewHtml(texts, locale, request.getContextPath(), usual, logo);
        response.getWriter().write(page.of(behind, problem == null ? null : messages.of(problem, locale)));
    }

    /// The link is a secret: no address that the page leads to learns it, and nobody is to find the page.
    private static void harden(HttpServletResponse response, String policy) {
        response.setHeader(POLICY_HEADER, policy);
        response.setHeader(REFERRER_HEADER, "no-referrer");
        response.setHeader(ROBOTS_HEADER, "noindex, nofollow");
    }
}
