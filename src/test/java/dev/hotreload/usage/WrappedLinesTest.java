package dev.hotreload.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages at a terminal of 40 columns. */
class WrappedLinesTest {

    private final StringWriter terminal = new StringWriter();
    private PrintWriter messages;

    @BeforeEach
    void open() {
        messages = new PrintWriter(new WrappedLines(terminal, () -> 40), true);
    }

    @Test
    void a_line_that_is_too_long_is_wrapped_between_words() {
        messages.println("prometheus.yaml: the file cannot be read: it ends too early.");
        messages.println("short");
        assertThat(terminal).hasToString("""
                prometheus.yaml: the file cannot be
                  read: it ends too early.
                short
                """);
    }

    @Test
    void a_line_to_copy_stays_whole() {
        String command = "  kubectl -n monitoring rollout restart deployment prometheus";
        messages.println(command);
        assertThat(terminal).hasToString(command + "\n");
    }

    @Test
    void a_question_is_shown_at_once_and_stays_whole() {
        String question = "Restart deployment monitoring/prometheus-server? [y/N] ";
        messages.print(question);
        messages.flush();
        assertThat(terminal).hasToString(question);
    }

    @Test
    void a_message_after_a_line_that_was_printed_over_itself_is_wrapped() {
        messages.print("Waiting (1 s)");
        messages.flush();
        messages.print(WrappedLines.CLEAR);
        messages.flush();
        messages.println("https://localhost:6443 cannot be reached: no answer");
        assertThat(terminal)
                .hasToString("Waiting (1 s)" + WrappedLines.CLEAR
                        + "https://localhost:6443 cannot be\n  reached: no answer\n");
    }
}
