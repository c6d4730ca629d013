package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks a folder of manifests against its expected.tsv, through a running server. Not part of the build, which has its
 * own cases: {@code mvn surefire:test -Dtest=CorpusCheck -Dcorpus=FOLDER}, behind a build.
 */
class CorpusCheck {

    private static final String LIFECYCLE = "--web.enable-lifecycle";
    private static final String WAL_COMPRESSION = "--storage.tsdb.wal-compression";

    @Test
    void every_row_of_the_corpus_is_as_expected() throws Exception {
        Path corpus = Path.of(System.getProperty("corpus"));
        Set<String> expected = expected(corpus);
        Set<String> found = new TreeSet<>();
        try (TestServer server = TestServer.start();
                var files = Files.list(corpus)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".yaml", "");
                for (ManifestFixtures.Made made : ManifestFixtures.pods(file)) {
                    rows(server, made.pod()).forEach(row -> found.add(name + "\t" + made.by() + "\t" + row));
                }
            }
        }
        long right = found.stream().filter(expected::contains).count();
        System.out.println("corpus: " + expected.size() + " rows, " + right + " as expected");
        assertThat(found).isEqualTo(expected);
    }

    private static Set<String> expected(Path corpus) throws IOException {
        List<String> lines = Files.readAllLines(corpus.resolve("expected.tsv"));
        Set<String> rows = new TreeSet<>();
        lines.subList(1, lines.size()).forEach(line -> rows.add(line.stripTrailing()));
        return rows;
    }

    /** The verdict of the engine, whose column of what is added is read from the server's patch instead. */
    private static List<String> rows(TestServer server, JsonNode pod) {
        JsonNode patched = Reviews.apply(pod, server.review(Reviews.creating(pod)));
        List<String> rows = new ArrayList<>();
        for (String line : Verdicts.lines(pod)) {
            String[] columns = Arrays.copyOf(line.split("\t"), 4);
            columns[2] = added(columns[0], pod, patched);
            rows.add(String.join("\t", columns[0], columns[1], columns[2], columns[3] == null ? "" : columns[3])
                    .stripTrailing());
        }
        return rows;
    }

    private static String added(String container, JsonNode pod, JsonNode patched) {
        List<String> before = args(container, pod);
        List<String> after = args(container, patched);
        List<String> added = new ArrayList<>();
        for (String argument : after.subList(before.size(), after.size())) {
            String letter = argument.equals(LIFECYCLE) ? "L" : argument.equals(WAL_COMPRESSION) ? "W" : "CMD";
            if (!added.contains(letter)) {
                added.add(letter);
            }
        }
        return String.join("+", added);
    }

    private static List<String> args(String container, JsonNode pod) {
        List<String> args = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode candidate : pod.path("spec").path(list)) {
                if (candidate.path("name").asText().equals(container)) {
                    candidate.path("args").forEach(argument -> args.add(argument.asText()));
                }
            }
        }
        return args;
    }
}
