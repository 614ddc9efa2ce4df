package io.runtruth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of the page on security says of each requirement how it stands, and names what holds it. That what is
/// named does hold it, a person has to see; that it is there, this does.
class SecurityPageTest {

    private static final Path DOCS = Path.of("src/docs");
    private static final Path TESTS = Path.of("src/test/java");
    private static final String HEADING = "| id | requirement in short | state | held by |";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern STATE = Pattern.compile("met|(?:partly|not met|not applicable|deployment): \\S.*");
    private static final Pattern IDS = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:–(\\d+\\.\\d+\\.\\d+))?");

    private final List<Row> rows = rows();

    private record Row(String ids, String state, String heldBy) {

        List<String> names() {
            return NAME.matcher(heldBy).results().map(name -> name.group(1)).toList();
        }

        @Override
        public String toString() {
            return ids;
        }
    }

    @Test
    void ids_are_sorted_and_none_stands_twice() {
        var order = new ArrayList<List<Integer>>();
        for (var row : rows) {
            var ids = IDS.matcher(row.ids());
            assertThat(ids.matches()).as(row.ids()).isTrue();
            order.add(numbers(ids.group(1)));
            if (ids.group(2) != null) {
                order.add(numbers(ids.group(2)));
            }
        }

        for (var i = 1; i < order.size(); i++) {
            assertThat(Arrays.compare(
                            order.get(i - 1).toArray(Integer[]::new),
                            order.get(i).toArray(Integer[]::new)))
                    .as("%s before %s", order.get(i - 1), order.get(i))
                    .isNegative();
        }
    }

    @Test
    void a_state_is_one_of_five_and_gives_its_reason() {
        assertThat(rows).allSatisfy(row -> assertThat(row.state()).as(row.ids()).matches(STATE));
    }

    @Test
    void what_is_met_is_held_by_something() {
        assertThat(rows)
                .filteredOn(row -> row.state().equals("met"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.names()).as(row.ids()).isNotEmpty());
    }

    @Test
    void what_holds_a_requirement_is_a_test_or_a_document_that_there_is() {
        var known = files(TESTS, "Test.java");
        known.addAll(files(DOCS, ".md"));

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.names())
                        .as(row.ids())
                        .allSatisfy(name -> assertThat(name.endsWith(".md") ? name : name + ".java")
                                .isIn(known)));
    }

    private static List<Row> rows() {
        var lines = ProjectFiles.read(DOCS.resolve("security.md")).lines().toList();
        assertThat(lines).contains(HEADING);
        return lines.subList(lines.indexOf(HEADING) + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(SecurityPageTest::row)
                .toList();
    }

    private static Row row(String line) {
        var cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(6);
        return new Row(cells[1].strip(), cells[3].strip(), cells[4].strip());
    }

    private static List<Integer> numbers(String id) {
        return Arrays.stream(id.split("\\.")).map(Integer::valueOf).toList();
    }

    private static Set<String> files(Path root, String ending) {
        return ProjectFiles.below(root, ending).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }
}
