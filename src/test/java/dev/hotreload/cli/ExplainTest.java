package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.decision.Reason;
import dev.hotreload.troubleshooting.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {

    @Test
    void without_a_code_all_codes_are_listed() {
        Command run = Command.run("explain");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(Reason.values().length);
        assertThat(run.out()).contains("WrappedCommand                 blocked      appended arguments would not");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_code_is_explained_in_any_case(Reason reason) {
        Command run = Command.run("explain", reason.code().toLowerCase(Locale.ROOT));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(reason.code() + " (")
                .contains(reason.meaning(), "Do:      " + reason.action(), "Example: " + reason.example());
    }

    @Test
    void an_unknown_code_is_bad_usage() {
        Command run = Command.run("explain", "Nonsense");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no reason code or known message Nonsense; hot-reload explain and");
    }

    @Test
    void docs_reasons_md_is_what_the_command_prints() throws IOException {
        Command run = Command.run("explain", "--markdown");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(Path.of("docs/reasons.md"))).isEqualTo(run.out());
    }

    @Test
    void docs_troubleshooting_md_is_what_the_command_prints() throws IOException {
        Command run = Command.run("explain", "--troubleshooting", "--markdown");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(Path.of("docs/troubleshooting.md"))).isEqualTo(run.out());
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void every_message_is_a_heading_word_for_word_and_is_found_by_itself_and_by_each_key(Message message)
            throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/troubleshooting.md")))
                .filteredOn(line -> line.startsWith("### ") && line.contains(message.text()))
                .hasSize(1);
        List<String> questions = new ArrayList<>(message.keys());
        questions.add(message.text());
        questions.addAll(message.variants());
        for (String question : questions) {
            Command run = Command.run(("explain " + question).split(" "));
            assertThat(run.exitCode()).as(question).isZero();
            assertThat(run.out()).as(question).contains(message.text(), message.meaning(), message.action());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "level=error msg=\"Failed to trigger reload. Retrying.\" err=\"trigger reload: received non-200 response: 403 Forbidden; have you set\" | 1",
                "dial tcp 127.0.0.1:14031: connect: connection refused | 2",
                "NON-200 | 7",
                "mesh 14031 | 0",
            })
    void a_line_of_a_log_is_explained_by_what_it_holds(String line, int messages) {
        assertThat(ExplainedMessage.about(line)).hasSize(messages);
    }

    @Test
    void for_programs_it_is_json() throws IOException {
        JsonNode forbidden = ManifestFixtures.JSON.readTree(
                Command.run("explain", "403", "-o", "json").out());
        assertThat(forbidden.at("/reasons")).isEmpty();
        assertThat(forbidden.at("/messages/0/action").asText()).isEqualTo(Message.FORBIDDEN.action());
        assertThat(forbidden.at("/messages/0/log").asText()).isEqualTo("reloader");
        JsonNode reasons = ManifestFixtures.JSON.readTree(
                Command.run("explain", "-o", "json").out());
        assertThat(reasons.at("/reasons")).hasSize(Reason.values().length);
        assertThat(reasons.at("/reasons/0/code").asText())
                .isEqualTo(List.of(Reason.values()).get(0).code());
    }

    @Test
    void titles_are_bold_where_colours_are_wanted() {
        assertThat(Command.run("explain", "301", "--color=always").out())
                .startsWith("\u001B[1m301 Moved Permanently\u001B[0m\n");
        assertThat(Command.run("explain", "301", "--color=never").out()).startsWith("301 Moved Permanently\n");
    }
}
