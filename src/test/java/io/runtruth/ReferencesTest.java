package io.runtruth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the code says of the documents is to be found there.
class ReferencesTest {

    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern INVARIANT = Pattern.compile("\\bI(\\d{1,2})\\b");
    private static final Pattern DEFINED = Pattern.compile("(?m)^- \\*\\*I(\\d{1,2})\\*\\*");
    private static final Pattern TAGGED = Pattern.compile("@Tag\\(\"I(\\d{1,2})\"\\)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"contract", "style", "formats"})
    void a_section_that_the_code_names_is_there(String page) {
        var sections = numbers("(?m)^#{2,3} (\\d+(?:\\.\\d+)*)\\.? ", ProjectFiles.read(DOCS.resolve(page + ".md")));
        var named = sources()
                .flatMap(source -> numbers("\\b" + page + " (\\d+(?:\\.\\d+)*)", source).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sections).isNotEmpty();
        assertThat(sections).as(page + ".md").containsAll(named);
    }

    @Test
    void an_invariant_that_the_code_names_is_one_and_each_has_a_test() {
        var invariants = found(DEFINED, ProjectFiles.read(DOCS.resolve("contract.md")));

        assertThat(invariants).hasSize(15);
        assertThat(sources().flatMap(source -> found(INVARIANT, comments(source)).stream()))
                .isSubsetOf(invariants);
        assertThat(sources().flatMap(source -> found(TAGGED, source).stream()).collect(Collectors.toSet()))
                .isEqualTo(invariants);
    }

    @Test
    void no_reference_leads_out_of_the_repository() {
        assertThat(sources()
                        .filter(source -> Pattern.compile("\\b(SPEC|STYLE|EVIDENCE-FORMATS|PITFALLS) ?\\d")
                                .matcher(source)
                                .find()))
                .isEmpty();
    }

    @Test
    void a_link_between_documents_leads_somewhere() {
        var pages = Stream.concat(Stream.of(Path.of("README.md")), ProjectFiles.below(DOCS, ".md").stream());

        assertThat(pages)
                .allSatisfy(page -> assertThat(LINK.matcher(ProjectFiles.read(page))
                                .results()
                                .map(link -> link.group(1))
                                .filter(target -> !target.contains("://")))
                        .allSatisfy(target ->
                                assertThat(page.resolveSibling(target)).exists()));
    }

    private static String comments(String source) {
        return source.lines().filter(line -> line.contains("//")).collect(Collectors.joining("\n"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> numbers(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> sources() {
        return Stream.of("src/main", "src/test", "frontend")
                .flatMap(root ->
                        ProjectFiles.below(Path.of(root), ".java", ".sql", ".js", ".css", ".properties").stream())
                .filter(file -> !file.endsWith("ReferencesTest.java"))
                // merged, and so left as they are
                .filter(file -> !file.toString().contains("changelog"))
                .map(ProjectFiles::read);
    }
}
