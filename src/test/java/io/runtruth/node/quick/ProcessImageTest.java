package io.runtruth.node.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessImageTest {

    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
    private static final int EXIT_CODE = 42;

    @Test
    void another_program_goes_on_under_the_same_number_with_its_words_input_output_and_exit_code() throws Exception {
        var process = new ProcessBuilder(call(Before.class, "good day", "", "-x")).start();
        try (var out = process.outputWriter()) {
            out.append("from outside\n");
        }

        assertThat(process.inputReader().lines())
                .containsExactly(
                        "before " + process.pid(), "after " + process.pid(), "[good day, , -x]", "from outside");
        assertThat(process.waitFor()).isEqualTo(EXIT_CODE);
    }

    @Test
    void a_program_that_is_not_there_leaves_this_one_as_it_is() throws Throwable {
        assertThatCode(() -> ProcessImage.replace("/no/such/program", List.of("program")))
                .doesNotThrowAnyException();
    }

    private static List<String> call(Class<?> main, String... arguments) {
        var words = new ArrayList<>(List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    static final class Before {

        public static void main(String[] arguments) throws Throwable {
            System.out.println("before " + ProcessHandle.current().pid());
            ProcessImage.replace(JAVA, call(After.class, arguments));
        }
    }

    static final class After {

        public static void main(String[] arguments) throws IOException {
            System.out.println("after " + ProcessHandle.current().pid());
            System.out.println(Arrays.toString(arguments));
            System.out.println(new String(System.in.readAllBytes()).strip());
            System.exit(EXIT_CODE);
        }
    }
}
