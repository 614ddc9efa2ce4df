package io.runtruth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What only the text of the sources shows.
class SourceTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path CHANGELOG = Path.of("src/main/resources/db/changelog");

    @Test
    void nothing_sleeps() {
        assertThat(matches(Pattern.compile("Thread\\.sleep"), MAIN, TESTS)).isEmpty();
    }

    /// A type names the records that prove it, in [io.runtruth.operations.OperationType] and nowhere else in that
    /// part.
    @Test
    void operations_have_no_word_of_what_their_adapters_prove() {
        assertThat(matches(
                        Pattern.compile("(?i)(?<!p)review|restore|lineage|composed"),
                        MAIN.resolve("io/runtruth/operations")))
                .allMatch(line -> line.contains("/OperationType.java: "));
    }

    @Test
    void everything_that_is_still_to_do_has_an_issue() {
        assertThat(matches(Pattern.compile("//.*(TODO(?! #\\d)|FIXME|XXX)"), MAIN, TESTS))
                .isEmpty();
    }

    /// A type that only its own class knows may have a name that another such type has.
    @Test
    void no_name_stands_for_two_types() {
        var type = Pattern.compile(
                "^\\s*((?:(?:public|private|static|final|abstract|sealed|non-sealed) )*)"
                        + "(?:class|record|interface|enum|@interface) ([A-Z]\\w*)",
                Pattern.MULTILINE);
        var places = new TreeMap<String, List<String>>();
        ProjectFiles.below(MAIN, ".java")
                .forEach(file -> type.matcher(ProjectFiles.read(file))
                        .results()
                        .filter(found -> !found.group(1).contains("private"))
                        .forEach(found -> places.computeIfAbsent(found.group(2), _ -> new ArrayList<>())
                                .add(file.toString())));

        assertThat(places).hasSizeGreaterThan(400);
        assertThat(places.entrySet())
                .allSatisfy(
                        name -> assertThat(name.getValue()).as(name.getKey()).hasSize(1));
    }

    @Test
    void every_package_is_null_marked_and_says_what_it_is_for() {
        assertThat(ProjectFiles.below(MAIN, ".java").stream()
                        .map(Path::getParent)
                        .distinct())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(ProjectFiles.read(it.resolve("package-info.java")))
                        .contains("@org.jspecify.annotations.NullMarked")
                        .contains("///"));
    }

    @Test
    void every_constraint_and_index_has_a_name() {
        assertThat(ProjectFiles.below(CHANGELOG, ".sql"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ProjectFiles.read(file))
                        .doesNotContainPattern(
                                "(?m)^ {4}(?!constraint)\\w+ \\w+.*\\b(primary key|references|unique|check)\\b")
                        .doesNotContainPattern("create (unique )?index on"));
    }

    private static List<String> matches(Pattern pattern, Path... roots) {
        return Stream.of(roots).flatMap(root -> matches(pattern, root)).toList();
    }

    private static Stream<String> matches(Pattern pattern, Path root) {
        return ProjectFiles.below(root, ".java").stream()
                .filter(file -> !file.endsWith("SourceTest.java"))
                .flatMap(file -> ProjectFiles.read(file)
                        .lines()
                        .filter(line -> pattern.matcher(line).find())
                        .map(line -> file + ": " + line.strip()));
    }
}
