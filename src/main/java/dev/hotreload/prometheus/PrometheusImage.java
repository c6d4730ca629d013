package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the name of an image tells about the Prometheus in it.
 *
 * @param name the image's name
 * @param version empty when it cannot be known
 */
public record PrometheusImage(ImageName name, Optional<PrometheusVersion> version) {

    /** The pod label that names the version of an image without a tag. */
    static final String VERSION_LABEL = "app.kubernetes.io/version";

    static final String PROMETHEUS = "prometheus";
    static final String WITH_ARCHITECTURE = "prometheus-linux-";

    /** Mirrors of upstream's image under one name, with upstream's tags. */
    static final Set<String> MIRRORS = Set.of("mirrored-prometheus-prometheus", "prom-prometheus");

    /** OpenShift's names, whose tags are versions of OpenShift. */
    static final Set<String> OPENSHIFT = Set.of("ose-prometheus", "origin-prometheus");

    /**
     * Who publishes an image named {@code prometheus} under upstream's numbers; Bitnami does so under several names.
     */
    static final Set<String> VENDORS = Set.of("ubuntu", "chainguard", "prometheus-engine");

    static final String BITNAMI = "bitnami";

    private static final List<String> ALWAYS =
            List.of("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus");
    private static final List<String> CONSOLES = List.of(
            "--web.console.libraries=/usr/share/prometheus/console_libraries",
            "--web.console.templates=/usr/share/prometheus/consoles");

    /** Reads an image; {@code labels} are the pod's, which tell the version where the image cannot. */
    public static PrometheusImage of(String image, Map<String, String> labels) {
        ImageName name = ImageName.parse(image);
        return new PrometheusImage(name, version(name, labels));
    }

    /** Returns whether the image's name alone says that Prometheus is in it. */
    public boolean isPrometheus() {
        return isNamedPrometheus(name) || OPENSHIFT.contains(name.baseName());
    }

    /** Returns whether the name only suggests Prometheus: many programs that work with it are called so. */
    public boolean isNamedAfterPrometheus() {
        return name.baseName().endsWith("-" + PROMETHEUS);
    }

    /** Returns whether the tag itself says 1.x, whoever counts so. */
    public boolean isTaggedVersion1() {
        return name.tag()
                .flatMap(PrometheusVersion::parse)
                .filter(tagged -> tagged.isBefore(2, 0))
                .isPresent();
    }

    /**
     * Returns the image's CMD, which arguments in the pod would replace; empty when it is not known. Source: the
     * Dockerfile of Prometheus at every tag. Version 2.6 has none; images of vendors and derived images have their own.
     */
    public Optional<List<String>> defaultArguments() {
        boolean unchanged = isUpstream(name) && name.tag().stream().allMatch(PrometheusImage::isUpstreamTag);
        return unchanged ? version.flatMap(PrometheusImage::defaultArguments) : Optional.empty();
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

    private static boolean isNamedPrometheus(ImageName name) {
        return name.baseName().equals(PROMETHEUS)
                || name.baseName().startsWith(WITH_ARCHITECTURE)
                || MIRRORS.contains(name.baseName());
    }

    /**
     * The repository ends in {@code prom/prometheus} or {@code prometheus/prometheus}; mirrors keep these two parts.
     */
    private static boolean isUpstream(ImageName name) {
        boolean base = name.baseName().equals(PROMETHEUS) || name.baseName().startsWith(WITH_ARCHITECTURE);
        return base && (name.parent().equals("prom") || name.parent().equals(PROMETHEUS));
    }

    private static Optional<PrometheusVersion> version(ImageName name, Map<String, String> labels) {
        if (!isNamedPrometheus(name) || name.isOpenShift()) {
            return Optional.empty();
        }
        Optional<PrometheusVersion> labelled =
                Optional.ofNullable(labels.get(VERSION_LABEL)).flatMap(PrometheusVersion::parse);
        if (name.tag().isEmpty()) {
            return labelled;
        }
        Optional<PrometheusVersion> tagged = name.tag().flatMap(PrometheusVersion::parse);
        // Whoever builds an image of their own may count its releases instead of Prometheus' versions.
        return hasUpstreamNumbers(name) || tagged.equals(labelled) ? tagged : Optional.empty();
    }

    private static boolean hasUpstreamNumbers(ImageName name) {
        return isUpstream(name)
                || MIRRORS.contains(name.baseName())
                || VENDORS.contains(name.parent())
                || name.parent().startsWith(BITNAMI);
    }

    /** A version, a pre-release, a variant; any other suffix is that of a derived image. */
    private static boolean isUpstreamTag(String tag) {
        Optional<PrometheusVersion> version = PrometheusVersion.parse(tag);
        if (version.isEmpty()) {
            return false;
        }
        String suffix = tag.substring(tag.startsWith("v") ? 1 : 0)
                .substring((version.get().major() + "." + version.get().minor() + "."
                                + version.get().patch())
                        .length());
        for (String variant : List.of("-distroless", "-busybox")) {
            suffix = suffix.endsWith(variant) ? suffix.substring(0, suffix.length() - variant.length()) : suffix;
        }
        return suffix.isEmpty() || isPreRelease(suffix);
    }

    /** For example {@code -rc.1}. */
    private static boolean isPreRelease(String suffix) {
        return List.of("-rc.", "-beta.", "-alpha.").stream()
                .filter(suffix::startsWith)
                .map(stage -> suffix.substring(stage.length()))
                .anyMatch(number -> !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
