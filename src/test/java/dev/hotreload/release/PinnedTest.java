package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a release is made of can only change by a change of this repository. */
class PinnedTest {

    private static List<String> uses() throws IOException {
        List<String> uses = new ArrayList<>();
        try (Stream<Path> workflows = Files.list(Path.of(".github/workflows"))) {
            for (Path file :
                    Stream.concat(workflows, Stream.of(Path.of("action.yml"))).toList()) {
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> line.matches("(- )?uses: .*"))
                        .forEach(line -> uses.add(line.replaceFirst("(- )?uses: ", "")));
            }
        }
        return uses;
    }

    @Test
    void every_action_is_a_commit_with_its_version_in_a_comment() throws IOException {
        assertThat(uses())
                .hasSizeGreaterThan(20)
                .allMatch(action -> action.startsWith("./")
                        || action.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void the_same_action_is_the_same_commit_everywhere() throws IOException {
        assertThat(uses().stream().distinct().map(action -> action.replaceFirst("@.*", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_base_image_is_a_digest_with_its_tag_in_a_comment() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        assertThat(dockerfile)
                .containsPattern(Pattern.compile("\n# gcr\\.io/distroless/base-nossl-debian13:nonroot;.*"
                        + "\nARG RUNTIME_IMAGE=gcr\\.io/distroless/base-nossl-debian13@sha256:[0-9a-f]{64}\n"));
    }

    @Test
    void renovate_finds_the_digest_of_the_base_image() throws IOException {
        JsonNode manager = ManifestFixtures.JSON
                .readTree(Path.of("renovate.json").toFile())
                .at("/customManagers/0");
        assertThat(manager.at("/managerFilePatterns/0").asText()).isEqualTo("/^Dockerfile$/");
        Matcher found = Pattern.compile(manager.at("/matchStrings/0").asText())
                .matcher(Files.readString(Path.of("Dockerfile")));
        assertThat(found.find()).isTrue();
        assertThat(found.group("depName")).isEqualTo("gcr.io/distroless/base-nossl-debian13");
        assertThat(found.group("currentValue")).isEqualTo("nonroot");
        assertThat(found.group("currentDigest")).hasSize("sha256:".length() + 64);
    }

    @Test
    void image_and_chart_have_the_version_of_the_build() throws Exception {
        String version =
                Script.run(Path.of("."), Map.of(), ".ci/release/version").out().strip();
        JsonNode chart = ManifestFixtures.read(Path.of("manifests/helm/prometheus-hot-reload/Chart.yaml"))
                .get(0);
        assertThat(Files.readString(Path.of("pom.xml"))).contains("\n  <version>" + version + "</version>\n");
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("\nARG VERSION=" + version + "\n");
        assertThat(chart.get("version").asText()).isEqualTo(version);
        assertThat(chart.get("appVersion").asText()).isEqualTo(version);
        assertThat(Files.readString(Path.of("manifests/base/kustomization.yaml")))
                .contains("newTag: " + version + "\n");
        assertThat(Files.readString(Path.of("manifests/helm-post-renderer/plugin.yaml")))
                .contains("\nversion: " + version + "\n");
    }
}
