package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ForkedCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** An unexpected failure has exit code 2 and can be reported; output that is lost is not a success. */
class LastResortTest {

    @Command(name = "fail")
    record Failing(Throwable failure) implements Runnable {
        @Override
        public void run() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    private static String report(Throwable failure) {
        CommandLine command = RootCommand.commandLine(Map.of()).addSubcommand(new Failing(failure));
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err, true));
        // Subcommands that are added later do not inherit what was set before.
        command.setExecutionStrategy(command.getExecutionStrategy());
        command.setExecutionExceptionHandler(command.getExecutionExceptionHandler());
        assertThat(command.execute("fail")).isEqualTo(2);
        return err.toString();
    }

    @Test
    void an_exception_is_reported_with_classes_causes_and_frames_and_without_messages() {
        String report = report(new IllegalStateException("secret", new IOException("secret too")));
        assertThat(report)
                .startsWith("hot-reload: internal error. Please report it, with these lines, at https://")
                .contains("\njava.lang.IllegalStateException\n    at dev.hotreload.cli.LastResortTest")
                .contains("\nCaused by: java.io.IOException\n    at ")
                .doesNotContain("secret");
    }

    @Test
    void an_error_is_reported_like_an_exception() {
        assertThat(report(new StackOverflowError())).contains("\njava.lang.StackOverflowError\n    at ");
        assertThat(report(new OutOfMemoryError())).contains("\njava.lang.OutOfMemoryError\n    at ");
    }

    @Test
    void causes_that_form_a_circle_end_the_report() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));
        assertThat(report(one)).containsOnlyOnce("Caused by: ");
    }

    /** Fails as an operating system does. */
    private static Result runInto(String failure) {
        CommandLine command = RootCommand.commandLine(Map.of(), new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(failure);
            }
        });
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err, true));
        return new Result(command.execute("explain"), err.toString());
    }

    private record Result(int exitCode, String err) {}

    @Test
    void an_output_that_cannot_be_written_is_an_error() {
        assertThat(runInto("No space left on device"))
                .isEqualTo(new Result(2, "standard output cannot be written: no space left on device.\n"));
    }

    @Test
    void an_output_that_nobody_reads_any_more_is_not_an_error() {
        assertThat(runInto("Broken pipe")).isEqualTo(new Result(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "version", "--help", "completion"})
    void a_full_device_is_an_error_of_every_command(String argument) throws Exception {
        ForkedCommand run = ForkedCommand.shell("64m", "exec \"$@\" > /dev/full", argument);
        assertThat(run.err()).isEqualTo("standard output cannot be written: no space left on device.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_closed_pipe_is_quiet() throws Exception {
        ForkedCommand run = ForkedCommand.shell("64m", "{ \"$@\"; echo $? >&2; } | true", "explain", "--markdown");
        assertThat(run.err()).isEqualTo("0\n");
    }
}
