package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Prometheus listens, under which path it reloads, and what its image tells. */
class ServedTest {

    private static CommandLine of(String arguments) {
        return new CommandLine(
                Arrays.stream(arguments.split(" ")).map(ArgumentTest::of).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "--x, /-/reload",
        "--web.route-prefix=/prom, /prom/-/reload",
        "--web.route-prefix=prom//, /prom/-/reload",
        "--web.route-prefix=/, /-/reload",
        "--web.external-url=https://h/prom/, /prom/-/reload",
        "--web.external-url=https://h, /-/reload",
        "--web.external-url=/prom, /prom/-/reload",
        "--web.external-url=https://?/prom, /prom/-/reload",
        "--web.external-url=https://h/? , NONE",
        "--web.route-prefix=? , NONE",
        "--web.route-prefix= --web.external-url=http://h/a, /a/-/reload",
        "--web.route-prefix=/b --web.external-url=http://h/a, /b/-/reload",
    })
    void the_served_path(String arguments, String expected) {
        assertThat(ReloadPath.of(of(arguments)).orElse("NONE")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "--x, EVERYWHERE:9090",
        "--web.listen-address=:1 --web.listen-address [::]:2, EVERYWHERE:1 EVERYWHERE:2",
        "--web.listen-address=0.0.0.0:1, EVERYWHERE:1",
        "--web.listen-address=?:3 --web.listen-address=:?, OTHER:3 EVERYWHERE:?",
        "--web.listen-address=:http --web.listen-address=:4, EVERYWHERE:? EVERYWHERE:4",
        "--web.listen-address=127.0.0.1:9090, LOOPBACK:9090",
        "--web.listen-address=[::1]:9090, LOOPBACK:9090",
        "--web.listen-address=localhost:9090, LOOPBACK:9090",
        "--web.listen-address=10.0.0.1:9090, OTHER:9090",
    })
    void the_addresses_that_are_listened_on(String arguments, String expected) {
        ListenAddresses listens = ListenAddresses.of(of(arguments));
        assertThat(listens.addresses().stream()
                        .map(address -> address.reach() + ":"
                                + (address.port().isPresent() ? address.port().getAsInt() : "?"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(listens.areKnown()).isEqualTo(!expected.contains("?"));
    }

    @ParameterizedTest
    @CsvSource({
        "prom/prometheus:v2.48.0, 2.48",
        "quay.io/prometheus/prometheus:2.48.0, 2.48",
        "localhost:5000/prom/prometheus:v3.0.0-rc.1, 3.0",
        "localhost:5000/prometheus:v3.0.0-rc.1, NONE",
        "localhost:5000/infra/prometheus:v1.99.0, 1.99",
        "localhost:5000/infra/prometheus:1.99.0-r2, 1.99",
        "prom/prometheus-linux-arm64:v2.20.0, 2.20",
        "bitnami/prometheus:2.48.0-debian-12-r3, 2.48",
        "bitnamilegacy/prometheus:2.48.0, 2.48",
        "ubuntu/prometheus:2.52.0-22.04_stable, 2.52",
        "cgr.dev/chainguard/prometheus:2.52.0, 2.52",
        "gke.gcr.io/prometheus-engine/prometheus:v2.53.5-gmp.2-gke.0, 2.53",
        "infra/prometheus, LABEL",
        "infra/prometheus@sha256:abc, LABEL",
        "openshift/ose-prometheus@sha256:abc, NONE",
        "example.org/ose-prometheus:v2.48.0, NONE",
        "registry/openshift4/prometheus@sha256:abc, NONE",
        "rancher/mirrored-prometheus-prometheus:v2.11.0, 2.11",
        "rancher/prom-prometheus:v2.11.0.1, 2.11",
        "prom/prometheus, LABEL",
        "prom/prometheus@sha256:abc, LABEL",
        "prom/prometheus:latest@sha256:abc, NONE",
        "prom/prometheus:v2.1.0@sha256:abc, 2.1",
        "prom/prometheus:latest, NONE",
        "prom/prometheus:v2.48, NONE",
        "prom/prometheus:v2.48.0x, NONE",
        "prom/prometheus:2024.11.3, NONE",
        "mirror/prom@sha256:abc, NONE",
        "my-prometheus:v2.48.0, NONE",
        "registry.redhat.io/openshift3/prometheus:v3.11.170-5, NONE",
    })
    void the_version(String image, String expected) {
        Optional<PrometheusVersion> version = PrometheusImage.of(image, Map.of("app.kubernetes.io/version", "v1.99.0"))
                .version();
        assertThat(version.map(v -> v.major() + "." + v.minor()).orElse("NONE"))
                .isEqualTo(expected.equals("LABEL") ? "1.99" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        "prom/prometheus:v2.0.0, 4",
        "prom/prometheus:v2.5.0, 4",
        "prom/prometheus:v2.6.0, 0",
        "prom/prometheus:v2.6.1, 0",
        "prom/prometheus:v2.7.0, 4",
        "prom/prometheus:v2.55.1, 4",
        "prom/prometheus:v2.56.0, 0",
        "prom/prometheus:v3.0.0-rc.0, 2",
        "prom/prometheus:v3.5.0-distroless, 2",
        "mirror.example.org/prometheus:v3.14.0, 0",
        "mirror.example.org/prom/prometheus:v3.14.0, 2",
        "prom/prometheus-linux-amd64:v2.48.0, 4",
        "prom/prometheus:v2.48.0-busybox, 4",
        "prom/prometheus:v2.48.0-rc.x, 0",
        "prom/prometheus:v2.48.0-own.1, 0",
        "prom/prometheus:v1.8.2, 0",
        "prom/prometheus:latest, 0",
        "bitnami/prometheus:3.5.0-debian-12-r3, 0",
        "bitnamilegacy/prometheus:2.48.0, 0",
        "gke.gcr.io/prometheus-engine/prometheus:v2.53.5-gmp.2-gke.0, 0",
        "ubuntu/prometheus:2.48.0-22.04_stable, 0",
        "rancher/mirrored-prometheus-prometheus:v2.48.0, 0",
    })
    void the_image_command(String image, int arguments) {
        assertThat(PrometheusImage.of(image, Map.of())
                        .defaultArguments()
                        .map(cmd -> cmd.size())
                        .orElse(0))
                .isEqualTo(arguments);
    }
}
