package dev.hotreload.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a process finds out about its streams. */
class TerminalTest {

    /** Prints which streams are terminals. */
    public static void main(String[] arguments) {
        for (Terminal terminal : Terminal.values()) {
            System.out.print(terminal + "=" + terminal.isThere() + " ");
        }
    }

    private static String run(String line) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '"
                + System.getProperty("java.class.path") + "' " + TerminalTest.class.getName();
        Process process = new ProcessBuilder(List.of("bash", "-c", line.replace("JAVA", java)))
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void a_pipe_and_a_file_are_not_terminals() throws Exception {
        assertThat(run("JAVA")).isEqualTo("INPUT=false OUTPUT=false ERROR=false ");
    }

    @Test
    void at_a_terminal_each_stream_is_asked_for_itself() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "script"))))
                .isTrue();
        String said = run("script -qec \"echo x | JAVA\" /dev/null");
        assertThat(said).contains("INPUT=false OUTPUT=true ERROR=true ");
    }

    @Test
    void terminals_are_known_by_their_devices() {
        assertThat(Terminal.isDevice("/dev/pts/3")).isTrue();
        assertThat(Terminal.isDevice("/dev/tty1")).isTrue();
        assertThat(Terminal.isDevice("/dev/console")).isTrue();
        assertThat(Terminal.isDevice("/dev/null")).isFalse();
        assertThat(Terminal.isDevice("pipe:[42]")).isFalse();
    }
}
