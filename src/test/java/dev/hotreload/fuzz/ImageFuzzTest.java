package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The name of an image, and on a second line the version label of the pod. */
class ImageFuzzTest {

    /** The repository, a version, at most a digest; written down once more, from the specification. */
    private static final String UPSTREAM =
            "(.*/)?prom(etheus)?/prometheus(-linux-[^/:@]*)?(:v?\\d+\\.\\d+[^/@]*)?(@.*)?";

    @DictionaryFile(resourcePath = "image.dict")
    @FuzzTest
    void only_an_image_of_upstream_has_its_command_carried(byte[] input) {
        List<String> lines = Lines.of(input).all();
        FuzzedPod fuzzed = FuzzedPod.create();
        fuzzed.prometheus().put("image", lines.isEmpty() ? "" : lines.get(0));
        if (lines.size() > 1) {
            fuzzed.pod().withObject("/metadata/labels").put("app.kubernetes.io/version", lines.get(1));
        }

        JsonNode stored = Admission.store(fuzzed.pod()).at("/spec/containers/0");

        List<String> args = Promises.strings(stored.path("args"));
        if (!args.isEmpty()) {
            assertThat(args)
                    .startsWith("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus");
            assertThat(lines.get(0).replace('\n', ' ')).matches(UPSTREAM);
        }
    }

    @DictionaryFile(resourcePath = "image.dict")
    @FuzzTest
    void a_long_name_has_its_price(byte[] input) {
        String piece = String.join("", Lines.of(input).all());
        if (!piece.isEmpty()) {
            FuzzedPod fuzzed = FuzzedPod.create();
            fuzzed.prometheus()
                    .put("image", piece.repeat(Math.max(1, 400_000 / piece.length())) + "/prometheus:v2.48.0");
            Admission.respond(fuzzed.pod());
        }
    }
}
