package io.runtruth.mail;

import io.runtruth.mail.Letter.LetterPart;
import io.runtruth.operations.reads.Notice;
import io.runtruth.texts.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Puts letters into words. Names of people, workspaces and environments are foreign: each is one line, and nothing in
/// it looks like an address, so that no reader of mail makes a link of it.
@Component
class LetterWriter {

    private static final int LONGEST_NAME = 100;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("(?<=\\S)(?:\\.(?=\\p{L})|://|@)");

    private final Texts texts;

    LetterWriter(Texts texts) {
        this.texts = texts;
    }

    /// @param link address of the console's page
    Letter link(LetterKind kind, Locale locale, List<String> names, String link, Instant until) {
        var words = new In(locale);
        var arguments = names.stream().map(LetterWriter::name).toArray();
        var family = "letter." + kind.code();
        return new Letter(
                locale,
                words.text(family + ".subject", arguments),
                List.of(
                        new LetterPart.LetterWords(words.text(family + ".lead", arguments)),
                        new LetterPart.LetterLink(words.text(family + ".link"), link),
                        new LetterPart.LetterWords(words.text("letter.once", words.time(until))),
                        new LetterPart.LetterWords(words.text(family + ".stranger"))));
    }

    /// @param told newest first; the first of them are named
    /// @param isCut whether there are more than were read
    /// @param most how many are named
    /// @param console its address
    Letter digest(Locale locale, List<ToldFact> told, boolean isCut, int most, String console) {
        var words = new In(locale);
        var count = told.size();
        var family = told.stream().allMatch(ToldFact::isRunThatNeedsSomebody) ? "letter.digest." : "letter.news.";
        var some = isCut ? "_many" : "";
        var parts = new ArrayList<LetterPart>();
        parts.add(new LetterPart.LetterWords(words.text(family + "lead" + some, count)));
        told.stream().limit(most).map(fact -> words.link(fact, console)).forEach(parts::add);
        if (count > most) {
            parts.add(new LetterPart.LetterWords(words.text(family + "more" + some, count - most)));
        }
        parts.add(new LetterPart.LetterLink(words.text("letter.digest.choose"), console + "/me"));
        return new Letter(locale, words.text(family + "subject" + some, count), parts);
    }

    /// A foreign name, as it stands in a sentence.
    static String name(String foreign) {
        var line = UNSEEN.matcher(foreign).replaceAll(" ").strip();
        var cut = line.codePointCount(0, line.length()) > LONGEST_NAME
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                : line;
        return LIKE_AN_ADDRESS.matcher(cut).replaceAll("$0 ");
    }

    private final class In {

        private final Locale locale;

        private In(Locale locale) {
            this.locale = locale;
        }

        String text(String key, Object... arguments) {
            return texts.getTranslation(key, locale, arguments);
        }

        /// Where the reader is nobody knows, so the zone is said.
        String time(Instant at) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                            .withLocale(locale)
                            .format(at.atOffset(ZoneOffset.UTC))
                    + " UTC";
        }

        LetterPart.LetterLink link(ToldFact fact, String console) {
            return switch (fact) {
                case ToldFact.ToldRun(var run) ->
                    new LetterPart.LetterLink(
                            run(run), console + "/w/" + run.workspace() + "/operations/" + run.runId());
                case ToldFact.ToldQuestion(var question) ->
                    new LetterPart.LetterLink(
                            text(
                                    "letter.news.question",
                                    name(question.environment()),
                                    text("notices.question." + question.status().code())),
                            console + "/w/" + question.workspace() + "/reviews/" + question.reviewId() + "?finding="
                                    + question.finding());
                case ToldFact.ToldRisks(var due) ->
                    new LetterPart.LetterLink(
                            text("letter.news.risks", name(due.name()), due.count()),
                            console + "/w/" + due.workspace() + "/accepted-risks");
            };
        }

        /// Where, what and how it ended, as on the bell.
        private String run(Notice notice) {
            var what = text("run.type." + notice.type().code());
            var where = notice.environment();
            var ended = text(
                    notice.flagged()
                            ? "letter.digest.flagged"
                            : "run.outcome." + notice.outcome().code());
            var head = where == null
                    ? text("letter.digest.run", what, ended)
                    : text("letter.digest.run_of", name(where), what, ended);
            return notice.reasonCode() == null ? head : head + " – " + text("reason." + notice.reasonCode());
        }
    }
}
