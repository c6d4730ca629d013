package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.prometheus.HttpUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Line by line: what follows {@code http://user:password@} in the URL that the reloader calls, then the arguments of
 * Prometheus. Every URL in those is given credentials too.
 */
class UrlFuzzTest {

    private static final String SECRET = "s3cr3t-of-the-owner";
    private static final String WITH_CREDENTIALS = "://" + SECRET + ":" + SECRET + "@";
    private static final int LARGE = 400_000;

    @DictionaryFile(resourcePath = "url.dict")
    @FuzzTest
    void credentials_are_never_printed(byte[] input) {
        Lines lines = Lines.of(input);
        if (lines.all().stream().anyMatch(line -> line.contains(SECRET))) {
            // The fuzzer has learned the word, and may have put it where it is a host and not a credential.
            return;
        }
        FuzzedPod fuzzed = FuzzedPod.create();
        String url = "http" + WITH_CREDENTIALS + String.join("", lines.part(0));
        FuzzedPod.put(fuzzed.reloader(), "args", List.of("--reload-url=" + url));
        List<String> arguments = lines.part(1).stream()
                .map(argument -> argument.replace("://", WITH_CREDENTIALS))
                .toList();
        FuzzedPod.put(fuzzed.prometheus(), "args", arguments);

        JsonNode review = Admission.respond(fuzzed.pod());

        assertThat(review.toString()).doesNotContain(SECRET);
        Admission.store(fuzzed.pod(), review);
    }

    @DictionaryFile(resourcePath = "url.dict")
    @FuzzTest
    void what_java_reads_as_a_url_is_read_in_the_same_way(byte[] input) {
        String text = String.join("", Lines.of(input).all());
        Optional<HttpUrl> ours = CpuBudget.spentBy(() -> HttpUrl.parse(text));
        URI theirs;
        try {
            theirs = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            return;
        }
        boolean http = "http".equalsIgnoreCase(theirs.getScheme()) || "https".equalsIgnoreCase(theirs.getScheme());
        if (http && theirs.getHost() != null) {
            assertThat(ours).isPresent();
            String host = theirs.getHost().toLowerCase(java.util.Locale.ROOT);
            assertThat(ours.get().host()).isEqualTo(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            assertThat(ours.get().path()).isEqualTo(theirs.getRawPath());
            if (theirs.getPort() > 0 && theirs.getPort() <= 65_535) {
                assertThat(ours.get().port()).hasValue(theirs.getPort());
            }
        }
    }

    @DictionaryFile(resourcePath = "url.dict")
    @FuzzTest
    void a_long_url_has_its_price(byte[] input) {
        String piece = String.join("", Lines.of(input).all());
        if (piece.isEmpty()) {
            return;
        }
        String large = piece.repeat(Math.max(1, LARGE / piece.length()));
        for (String url : List.of("http://" + large, "http://localhost:9090/" + large + "/-/reload", large)) {
            FuzzedPod fuzzed = FuzzedPod.create();
            FuzzedPod.put(fuzzed.reloader(), "args", List.of("--reload-url=" + url, "--prometheus.url=" + url, url));
            FuzzedPod.put(
                    fuzzed.prometheus(),
                    "args",
                    List.of(
                            "--web.external-url=" + url,
                            "--web.route-prefix=" + large,
                            "--web.listen-address=" + large));
            Admission.respond(fuzzed.pod());
        }
    }
}
