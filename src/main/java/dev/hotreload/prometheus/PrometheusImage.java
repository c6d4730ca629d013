package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of an image tells about the Prometheus in it.
 *
 * @param name the image's name
 * @param version empty when it cannot be known
 */
public record PrometheusImage(ImageName name, Optional<PrometheusVersion> version) {

    /** The pod label that names the version of an image without a tag. */
    private static final String VERSION_LABEL = "app.kubernetes.io/version";

    private static final Set<String> VERSIONED =
            Set.of("prometheus", "mirrored-prometheus-prometheus", "prom-prometheus");

    // Path segments of publishers whose images named "prometheus" carry a CMD of their own.
    private static final Pattern VENDOR =
            Pattern.compile("(bitnami|openshift|chainguard|rapidfort|prometheus-engine|ubuntu|cgr\\.dev|dhi).*");

    // Upstream tags: a version, a pre-release, a variant. What else follows a version is a vendor's.
    private static final Pattern UPSTREAM_TAG =
            Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-(rc|beta|alpha)\\.\\d+)?(-(distroless|busybox))?");

    private static final List<String> ALWAYS =
            List.of("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus");
    private static final List<String> CONSOLES = List.of(
            "--web.console.libraries=/usr/share/prometheus/console_libraries",
            "--web.console.templates=/usr/share/prometheus/consoles");

    /** Reads an image; {@code labels} are the pod's, which tell the version where the image has a digest or no tag. */
    public static PrometheusImage of(String image, Map<String, String> labels) {
        ImageName name = ImageName.parse(image);
        return new PrometheusImage(name, version(name, labels));
    }

    private static Optional<PrometheusVersion> version(ImageName name, Map<String, String> labels) {
        // openshift3/prometheus:v3.11.170-5 is a version of OpenShift.
        if (!VERSIONED.contains(name.baseName()) || name.path().stream().anyMatch(s -> s.startsWith("openshift"))) {
            return Optional.empty();
        }
        Optional<PrometheusVersion> tagged = name.tag().flatMap(PrometheusVersion::parse);
        if (tagged.isPresent() || (name.tag().isPresent() && !name.hasDigest())) {
            return tagged;
        }
        return Optional.ofNullable(labels.get(VERSION_LABEL)).flatMap(PrometheusVersion::parse);
    }

    /**
     * Returns the image's CMD, which arguments in the pod would replace; empty when it is not known. Source: the
     * Dockerfile of Prometheus at every tag. Version 2.6 has none, vendors' and derived images have their own.
     */
    public Optional<List<String>> defaultArguments() {
        boolean upstream = name.baseName().equals("prometheus")
                && name.tag().stream().allMatch(tag -> UPSTREAM_TAG.matcher(tag).matches())
                && name.path().stream()
                        .noneMatch(segment -> VENDOR.matcher(segment).matches());
        return upstream ? version.flatMap(PrometheusImage::defaultArguments) : Optional.empty();
    }

    private static Optional<List<String>> defaultArguments(PrometheusVersion version) {
        if (version.major() >= 3) {
            return Optional.of(ALWAYS);
        }
        if (version.major() < 2 || version.minor() == 6 || version.minor() > 55) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(ALWAYS);
        arguments.addAll(CONSOLES);
        return Optional.of(List.copyOf(arguments));
    }
}
