package dev.hotreload.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sentence that names values to set can be turned into YAML to copy. */
class SourceYamlTest {

    @SuppressWarnings("InlineFormatString") // the manifest reads better apart
    private static final String DEPLOYMENT =
            "{kind: Deployment, metadata: {name: a, labels: {%s}}, spec: {template: {spec: {containers: ["
                    + "{name: p, image: 'prom/prometheus:%s', args: [--config.file=/a]},"
                    + "{name: r, image: x/config-reloader:v1, args: ['--reload-url=http://localhost:9090/-/reload']}]}}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helm.sh/chart: prometheus-25.8.0|v2.48.0|In chart prometheus"
                        + "|server:~  extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]",
                "chart: prometheus-11.0.0|latest|In chart prometheus|server:~  extraFlags: [web.enable-lifecycle]",
                "operator.prometheus.io/name: k8s|v2.48.0|In the custom resource Prometheus k8s"
                        + "|spec:~  additionalArgs: [{name: web.enable-lifecycle}]~  walCompression: true",
            })
    void the_values_are_yaml(String label, String version, String where, String yaml) throws IOException {
        String json = Command.runWithInput(DEPLOYMENT.formatted(label, version), "review", "-", "-o", "json")
                .out();
        String source =
                ManifestFixtures.JSON.readTree(json).at("/findings/0/source").asText();
        assertThat(SourceYaml.where(source)).isEqualTo(where);
        assertThat(SourceYaml.of(source)).isEqualTo(yaml.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource({"Change the script.", "''"})
    void any_other_sentence_stays_a_sentence(String source) {
        assertThat(SourceYaml.where(source)).isEqualTo(source);
        assertThat(SourceYaml.of(source)).isEmpty();
    }
}
