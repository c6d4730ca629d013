package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.input.ManifestText;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.review.run.ReviewRun;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text for people: lines that fit, and nothing said twice. */
class TextReportTest {

    private static final String CHART = "{kind: Deployment, metadata: {name: %s, labels:"
            + " {helm.sh/chart: prometheus-25.8.0}}, spec: {template: {spec: {containers: ["
            + "{name: p, image: 'prom/prometheus:v2.48.0', %s},"
            + "{name: r, image: x/config-reloader:v1, args: ['--reload-url=http://localhost:9090/-/reload']}]}}}}\n";
    private static final String ARGS = "args: [--config.file=/a]";
    private static final String SCRIPT = "command: [sh, -c, prometheus]";

    @TempDir
    Path folder;

    private Command review(String stream, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "review";
        arguments[1] = ReviewFixtures.file(folder, "s.yaml", stream);
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Command.run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-q", "--fail-on=patch"})
    void prose_is_wrapped_at_80_columns_between_words(String option) {
        Command review = Command.run(
                "review", ReviewFixtures.REPORTS.resolve("input.yaml").toString(), "-n", "monitoring", option);
        assertThat(review.out().lines())
                .filteredOn(line -> !line.startsWith("src/"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }

    @Test
    void a_word_that_is_longer_than_the_line_stays_whole() {
        String name = "n".repeat(100);
        assertThat(review(CHART.formatted("a", ARGS).replace("name: r", "name: " + name))
                        .out())
                .contains("\n  PATCH     container p, reloader\n            " + name + "\n");
    }

    @Test
    void advice_that_holds_for_some_objects_is_given_once_with_their_names() {
        String other = CHART.formatted("c", ARGS).replace("helm.sh/chart: prometheus-25.8.0", "");
        assertThat(review(CHART.formatted("a", ARGS) + "---\n" + CHART.formatted("b", ARGS) + "---\n" + other)
                        .out())
                .isEqualTo("""
                        %1$s/s.yaml:1  Deployment a
                          PATCH     container p, reloader r
                                    + --web.enable-lifecycle
                                    + --storage.tsdb.wal-compression
                        %1$s/s.yaml:3  Deployment b
                          PATCH     container p, reloader r
                                    + --web.enable-lifecycle
                                    + --storage.tsdb.wal-compression
                        %1$s/s.yaml:5  Deployment c
                          PATCH     container p, reloader r
                                    + --web.enable-lifecycle
                                    + --storage.tsdb.wal-compression

                        With --web.enable-lifecycle, POST /-/quit is open too, to all who reach the
                        port.

                        In chart prometheus, set server.extraFlags: [web.enable-lifecycle,
                        storage.tsdb.wal-compression]; keep what is there. This is for:
                          Deployment a
                          Deployment b

                        3 Prometheus servers in 3 objects from 1 file: 3 to patch, 0 compliant,
                        0 blocked.
                        """.formatted(folder));
    }

    @Test
    void what_to_change_in_a_chart_names_its_objects_also_where_they_are_all_that_is_found() {
        assertThat(review(CHART.formatted("a", ARGS) + "---\n" + CHART.formatted("b", ARGS))
                        .out())
                .contains("\nport.\n\nIn chart prometheus, ", " This is for:\n  Deployment a\n  Deployment b\n");
        assertThat(review(CHART.formatted("a", ARGS)).out()).doesNotContain("This is for");
    }

    @Test
    void at_a_terminal_a_long_place_and_its_object_stand_on_two_lines() {
        ReviewRun run = new ReviewRun(Policy.DEFAULT, "", Optional.empty());
        run.accept(ManifestText.read("f".repeat(60) + ".yaml", CHART.formatted("prometheus-server", ARGS)));
        TextReport report = new TextReport(TextReport.Detail.USUAL, false, 80, TextReport.Heading.WRAPPED);
        assertThat(report.findings(run.review(1)))
                .startsWith("f".repeat(60) + ".yaml:1\n    Deployment prometheus-server\n  PATCH ");
    }

    @Test
    void of_many_objects_the_first_ten_are_named_and_verbose_names_all() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            stream.append("---\n").append(CHART.formatted("d" + i, ARGS));
        }
        stream.append("---\n").append(CHART.formatted("other", ARGS).replace("helm.sh", "other.sh"));
        assertThat(review(stream.toString()).out()).contains("  Deployment d9\n  and 2 more; -v names them.\n");
        assertThat(review(stream.toString(), "-v").out())
                .contains("  Deployment d9\n  Deployment d10\n  Deployment d11\n")
                .doesNotContain("names them");
    }

    @Test
    void a_reason_is_explained_where_it_first_occurs() {
        String out = review(CHART.formatted("a", SCRIPT) + "---\n" + CHART.formatted("b", SCRIPT))
                .out();
        assertThat(out.split("WrappedCommand: appended", -1)).hasSize(3);
        assertThat(out.split("Do: Pass the flags", -1)).hasSize(2);
        assertThat(out.split("More: hot-reload explain WrappedCommand", -1)).hasSize(2);
    }

    @Test
    void problems_are_counted_in_the_summary() {
        Command review = review(CHART.formatted("a", ARGS) + "---\na: [\n---\nb: [\n");
        assertThat(review.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(folder + "/s.yaml:"));
        assertThat(review.out()).endsWith(" 1 to patch, 0 compliant, 0 blocked.\n2 problems.\n");
        assertThat(review.exitCode()).isEqualTo(2);
    }

    @Test
    void colours_are_there_when_they_are_asked_for() {
        assertThat(review(CHART.formatted("a", ARGS), "--color=always").out())
                .contains("  \u001B[33mPATCH\u001B[0m     ");
        assertThat(review(CHART.formatted("a", ARGS), "--color=never").out()).doesNotContain("\u001B");
        assertThat(review(CHART.formatted("a", ARGS)).out())
                .as("not at a terminal")
                .doesNotContain("\u001B");
    }
}
