package io.runtruth.ui.sharing;

import io.runtruth.packs.letterhead.Logo;
import io.runtruth.portal.ShareLinkState;
import io.runtruth.portal.SharedReview;
import io.runtruth.portal.SharedReview.SharedSubject;
import io.runtruth.portal.SharingService;
import io.runtruth.texts.Language;
import io.runtruth.texts.LocalForms;
import io.runtruth.texts.Texts;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// The page as HTML. Everything that is not markup of ours is escaped here.
final class SharedReviewHtml {

    private final Texts texts;
    private final Locale locale;
    private final String root;
    private final @Nullable Language usual;
    private final @Nullable Logo logo;
    private final LocalForms forms;

    /// @param root path of the console
    /// @param usual the language of the workspace's documents; null where there is none
    /// @param logo of who shares; null where there is none
    SharedReviewHtml(Texts texts, Locale locale, String root, @Nullable Language usual, @Nullable Logo logo) {
        this.texts = texts;
        this.locale = locale;
        this.root = root;
        this.usual = usual;
        this.logo = logo;
        this.forms = new LocalForms(locale, ZoneId.of("UTC"));
    }

    /// @param refusal translated; what stands in the way
    String of(@Nullable SharedReview behind, @Nullable String refusal) {
        var open = behind != null && behind.state() == ShareLinkState.OPEN ? behind : null;
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="icon" href="%s/console/images/mark.svg">
                <link rel="stylesheet" href="%s/console/theme/sharing.css">
                </head>
                <body>
                <main id="view-shared">
                <p class="brand">%s</p>
                <h1>%s</h1>
                %s%s%s</main>
                </body>
                </html>
                """.formatted(
                        Language.of(locale).code(),
                        text("shared.page.title"),
                        escaped(root),
                        escaped(root),
                        brand(),
                        text("shared.title"),
                        open == null ? "" : lead(open),
                        refusal == null ? "" : "<p class=\"refusal\" role=\"alert\">" + escaped(refusal) + "</p>\n",
                        open == null ? "" : form(open));
    }

    private String brand() {
        return logo == null
                ? "<img src=\"%s/console/images/mark.svg\" alt=\"\" width=\"26\" height=\"26\"> Runtruth"
                        .formatted(escaped(root))
                : "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\">"
                        .formatted(logo.address(), text("pack.logo"), logo.shownWidth(), logo.shownHeight());
    }

    private String lead(SharedReview behind) {
        var subject = behind.subject();
        return "<p>" + text("shared.by", behind.workspace()) + "</p>\n" + (subject == null ? "" : of(subject))
                + "<p class=\"quiet\">" + text("shared.until", forms.dateTime(behind.expiresAt())) + "</p>\n";
    }

    private String of(SharedSubject subject) {
        var line = text("shared.subject", subject.environment(), subject.number(), forms.date(subject.publishedAt()));
        return "<p class=\"subject\">" + line + "</p>\n"
                + (subject.isSuperseded() ? "<p class=\"note\">" + text("shared.superseded") + "</p>\n" : "");
    }

    private String form(SharedReview behind) {
        return """
                <form method="post">
                %s<fieldset>
                <legend>%s</legend>
                %s</fieldset>
                <p class="actions">
                <button id="action-read" name="form" value="html">%s</button>
                <button id="action-pdf" name="form" value="pdf">%s</button>
                </p>
                <p class="quiet">%s</p>
                </form>
                """.formatted(
                        behind.hasPassphrase() ? passphrase() : "",
                        text("shared.language"),
                        languages(),
                        text("shared.read"),
                        text("shared.pdf"),
                        text("shared.counted"));
    }

    private String passphrase() {
        return """
                <p><label for="passphrase">%s</label>
                <input id="passphrase" name="passphrase" type="password" required autofocus autocomplete="off"
                maxlength="%d"></p>
                """.formatted(text("shared.passphrase"), SharingService.MOST_PASSPHRASE);
    }

    private String languages() {
        var choices = new StringBuilder();
        for (var language : Language.values()) {
            choices.append(
                    "<label lang=\"%1$s\"><input type=\"radio\" name=\"language\" value=\"%1$s\"%2$s> %3$s</label>\n"
                            .formatted(
                                    language.code(),
                                    language == usual ? " checked" : "",
                                    escaped(language.locale().getDisplayLanguage(language.locale()))));
        }
        return choices.toString();
    }

    private String text(String key, Object... arguments) {
        return escaped(texts.getTranslation(key, locale, arguments));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
