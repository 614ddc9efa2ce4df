package io.runtruth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which rows of a decision table are written, and which have a test of their own.
public final class DecisionTableRows {

    private static final Path SOURCES = Path.of("src/main/java");

    private DecisionTableRows() {}

    /// Marked as `// row 5` in the table's source.
    public static Set<Integer> marked(Class<?> table) {
        try {
            var file = SOURCES.resolve(table.getName().replace('.', '/') + ".java");
            return numbers("// row (\\d+)", Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Written in the contract, in this section of it.
    ///
    /// @param section for example `5.1`
    public static Set<Integer> promised(String section) {
        try {
            var contract = Files.readString(Path.of("src/docs/contract.md"));
            var from = contract.indexOf("\n### " + section + " ");
            var to = contract.indexOf("\n##", from + 1);
            return numbers("(?m)^\\| (\\d+) \\|", contract.substring(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Named as `row_5_…` among the tests of the class.
    public static Set<Integer> tested(Class<?> tests) {
        return numbers(
                "(?m)^row_(\\d+)_",
                Arrays.stream(tests.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> method.getName() + "\n")
                        .collect(Collectors.joining()));
    }

    private static Set<Integer> numbers(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
