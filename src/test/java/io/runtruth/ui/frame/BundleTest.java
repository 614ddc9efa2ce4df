package io.runtruth.ui.frame;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.texts.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Both bundles are complete, used, and in the tone of contract 10.
class BundleTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path VIEWS = SOURCES.resolve("io/runtruth/ui");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9_.-]+)\"");
    private static final Pattern PREFIX = Pattern.compile("\"([a-z0-9_]+(?:\\.[a-z0-9_]+)+\\.)\"");
    private static final Pattern SUFFIX = Pattern.compile("\"(\\.[a-z0-9_]+)\"");
    /// A reader of evidence raises its refusals in several ways, but each names its code.
    private static final Path READERS = SOURCES.resolve("io/runtruth/evidence/formats");

    private static final Pattern REFUSAL = Pattern.compile("\"(evidence\\.[a-z_]+)\"");
    private static final Pattern PROBLEM = Pattern.compile(
            "new Problem\\.(?:NotFound|Forbidden|InvalidInput|Conflict|Unprocessable)\\(\\s*\"([^\"]+)\"");

    private static final Pattern REASON =
            Pattern.compile("(?:(?:Ending\\.(?:failed|blocked)|[gG]rounds|ofAvailable)\\((?:[^\"()]|\\(\\))*"
                    + "|(?:LATE_REPORT_CONTRADICTS|WORKER_LOST) = )\"([^\"]+)\"");

    /// Words of the machinery (I11), and those that alarm or blame.
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?i)\\b(sql\\w*|constraints?|exceptions?|crash\\w*|orphan\\w*|stack ?traces?|duplicate keys?|deadlocks?"
                    + "|null|timeouts?|database|index|transactions?|threads?|oops|invalid|illegal|fatal|abort\\w*"
                    + "|ausnahmen?|abst[uü]rz\\w*|abgestürzt|verwaist\\w*|datenbank\\w*|schlüsselverletzung\\w*|waise\\w*"
                    + "|ungültig\\w*|stapelverfolgung\\w*|doppelter schlüssel|transaktion\\w*|fehlerhaft\\w*)\\b");

    /// A text that stands in the code of a view: a word in quotation marks where a component takes what it shows.
    private static final Pattern SHOWN_LITERAL = Pattern.compile(
            "(?:new (?:Span|Div|Text|H[1-6]|Paragraph|Button|Anchor|Badge|Details|SideNavItem|TextField|ComboBox|Select"
                    + "|Checkbox|Dialog|ConfirmDialog|EmptyState|ViewHeader|NativeLabel)(?:<>)?\\("
                    + "|\\.(?:setText|setLabel|setTitle|setHeader|setPlaceholder|setHelperText|setAriaLabel"
                    + "|setTooltipText|setErrorMessage|setHeaderTitle|setConfirmText|setCancelText|setSummaryText|say"
                    + "|setDialogText|setMessage|addItem)\\("
                    + "|(?:Notification\\.show|Toast\\.done|Toast\\.problem)\\()\\s*\"([^\"]*\\p{L}[^\"]*)\"");

    private static final Properties ENGLISH = bundle("translations.properties");
    private static final Properties GERMAN = bundle("translations_de.properties");

    @Test
    void a_key_of_one_language_is_a_key_of_the_other() {
        assertThat(GERMAN.stringPropertyNames()).isEqualTo(ENGLISH.stringPropertyNames());
    }

    @Test
    void a_key_stands_once_in_a_bundle() {
        for (var file : List.of("translations.properties", "translations_de.properties")) {
            var keys = read(path(file))
                    .lines()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')));

            assertThat(keys).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void every_text_is_used() {
        var code = sources(SOURCES).toList();
        var literals = found(LITERAL, code);
        var prefixes = found(PREFIX, code);
        var suffixes = found(SUFFIX, code);

        var unused = ENGLISH.stringPropertyNames().stream()
                .filter(key -> !literals.contains(key))
                .filter(key -> Stream.of("problem.", "reason.")
                        .noneMatch(
                                family -> key.startsWith(family) && literals.contains(key.substring(family.length()))))
                .filter(key -> Vocabulary.all().noneMatch(words -> words.keys().contains(key)))
                .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                .filter(key -> suffixes.stream()
                        .noneMatch(end ->
                                key.endsWith(end) && literals.contains(key.substring(0, key.length() - end.length()))))
                .collect(toCollection(TreeSet::new));

        assertThat(unused).isEmpty();
    }

    @Test
    void every_key_that_the_code_names_has_a_text() {
        var named = found(
                Pattern.compile("getTranslation\\(\\s*\"([a-z0-9_.]+[a-z0-9_])\""),
                sources(SOURCES).toList());

        assertThat(ENGLISH.stringPropertyNames()).containsAll(named);
    }

    @Test
    void every_problem_that_the_code_raises_has_a_text() {
        var raised = Stream.concat(
                        found(PROBLEM, sources(SOURCES).toList()).stream(),
                        found(REFUSAL, sources(READERS).toList()).stream())
                .map(code -> "problem." + code)
                .collect(toSet());

        assertThat(raised).isNotEmpty().allSatisfy(key -> assertThat(ENGLISH).containsKey(key));
    }

    @Test
    void every_reason_that_the_code_gives_has_a_text() {
        var given = found(REASON, sources(SOURCES).toList()).stream()
                .map(code -> "reason." + code)
                .collect(toSet());

        assertThat(given)
                .contains("reason.run.late_report_contradicts", "reason.run.worker_lost", "reason.review.moved_on");
        assertThat(ENGLISH.stringPropertyNames()).containsAll(given);
    }

    @Test
    void every_rule_that_decides_a_run_has_its_reason_in_words() {
        assertThat(Vocabulary.rules())
                .hasSize(25)
                .allSatisfy(code -> assertThat(ENGLISH).containsKey("reason." + code));
    }

    @ParameterizedTest
    @MethodSource("io.runtruth.ui.frame.Vocabulary#all")
    void every_word_of_the_vocabulary_has_a_text_and_there_are_no_others(Vocabulary words) {
        var keys = ENGLISH.stringPropertyNames().stream()
                .filter(key -> key.startsWith(words.prefix() + "."))
                .collect(toSet());

        assertThat(keys).isEqualTo(words.keys());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    @Tag("I11")
    void no_text_uses_a_word_of_the_machinery(Language language) {
        assertThat(keysOf(language, text -> FORBIDDEN.matcher(text).find())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_raises_its_voice(Language language) {
        assertThat(keysOf(language, text -> text.contains("!"))).isEmpty();
    }

    /// The straight one is a control character to [MessageFormat], and swallows arguments without a word.
    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_holds_a_straight_quotation_mark(Language language) {
        assertThat(keysOf(language, text -> text.contains("'") || text.contains("\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_is_empty_or_padded(Language language) {
        assertThat(keysOf(language, text -> text.isBlank() || !text.equals(text.strip())))
                .isEmpty();
    }

    @Test
    void both_languages_take_the_same_arguments_counted_from_zero() {
        for (var key : ENGLISH.stringPropertyNames()) {
            var arguments = arguments(ENGLISH.getProperty(key));

            assertThat(arguments(GERMAN.getProperty(key, ""))).as(key).isEqualTo(arguments);
            assertThat(arguments)
                    .as(key)
                    .containsExactlyElementsOf(Stream.iterate(0, it -> it + 1)
                            .limit(arguments.size())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_text_is_a_pattern_that_can_be_filled(Language language) {
        for (var text : of(language).values()) {
            var filled = new MessageFormat((String) text, Locale.ENGLISH).format(new Object[] {1, 2, 3, 4, 5, 6});

            assertThat(filled).doesNotContain("{");
        }
    }

    @Test
    void no_view_holds_a_text_of_its_own() {
        var literals = sources(VIEWS)
                .flatMap(code -> SHOWN_LITERAL.matcher(code).results())
                .map(MatchResult::group)
                .filter(it -> !it.contains("\"#\"") && !it.contains("\"/\""));

        assertThat(literals).isEmpty();
    }

    private static Set<String> keysOf(Language language, Predicate<String> faulty) {
        var bundle = of(language);
        return bundle.stringPropertyNames().stream()
                .filter(key -> faulty.test(bundle.getProperty(key)))
                .collect(toSet());
    }

    private static Properties of(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case GERMAN -> GERMAN;
        };
    }

    private static TreeSet<Integer> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(it -> Integer.valueOf(it.group(1)))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, List<String> code) {
        return code.stream()
                .flatMap(it -> pattern.matcher(it).results())
                .map(it -> it.group(1))
                .collect(toSet());
    }

    private static Stream<String> sources(Path below) {
        try (var files = Files.walk(below)) {
            return files.filter(it -> it.toString().endsWith(".java")).map(BundleTest::read).toList().stream();

        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties bundle(String file) {
        var bundle = new Properties();
        try (var reader = Files.newBufferedReader(path(file), StandardCharsets.UTF_8)) {
            bundle.load(reader);
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String file) {
        return Path.of("src/main/resources/vaadin-i18n", file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
