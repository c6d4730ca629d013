package dev.hotreload.review.values;

import java.util.Arrays;

/**
 * What changed in the chart prometheus, with the first version that has it, as far as it matters to the arguments of
 * the server and to what its reloader calls. The oldest version that is read is the first with
 * {@code server.extraFlags}.
 *
 * <p>Source: every version of values.yaml and of the server's templates in the history of the repositories helm/charts,
 * {@code stable/prometheus}, until 11.12.1, and prometheus-community/helm-charts, {@code charts/prometheus}, until
 * 29.27.0.
 */
enum ChartChange {
    EXTRA_FLAGS(
            9,
            7,
            3,
            "v2.13.1",
            "server.extraFlags, by default [web.enable-lifecycle], which the template passed before"),
    RELOADER_SWITCH(10, 6, 0, "v2.16.0", "configmapReload.prometheus with enabled; configmapReload itself before"),
    QUAY_IMAGE(12, 0, 0, "v2.22.1", "the image is quay.io/prometheus/prometheus; prom/prometheus before"),
    NAMED_SIDECARS(13, 0, 0, "v2.22.1", "server.sidecarContainers is a mapping by name; a list before"),
    STORAGE_PATH(14, 1, 0, "v2.26.0", "server.storagePath"),
    ROUTE_PREFIX(14, 4, 0, "v2.26.0", "server.prefixURL becomes --web.route-prefix too"),
    DEFAULT_FLAGS_OVERRIDE(15, 3, 0, "v2.31.1", "server.defaultFlagsOverride replaces all arguments"),
    TAG_OF_CHART(19, 0, 0, "v2.40.5", "an empty tag is the chart's appVersion; server.enabled is gone"),
    IMAGE_DIGEST(19, 2, 0, "v2.41.0", "image.digest"),
    CONFIG_RELOADER(20, 0, 0, "v2.41.0", "the reloader is prometheus-config-reloader; configmap-reload before"),
    VERSION_LABEL(21, 0, 0, "v2.43.0", "the pod has the label app.kubernetes.io/version"),
    RELOAD_URL(21, 1, 1, "v2.43.0", "configmapReload.reloadUrl; the default URL has two slashes"),
    RELOAD_URL_WITHOUT_PREFIX(21, 1, 2, "v2.43.0", "the default URL has two slashes only with server.prefixURL"),
    COMMAND(22, 1, 0, "v2.43.0", "server.command"),
    RELOADER_ENVIRONMENT(22, 4, 0, "v2.43.1", "configmapReload.env"),
    RELOAD_URL_WITH_PREFIX(22, 6, 1, "v2.44.0", "the default URL is right with server.prefixURL too"),
    RETENTION_SIZE(25, 6, 0, "v2.47.2", "server.retentionSize"),
    ARGUMENTS_WITHOUT_VALUE(
            25, 20, 2, "v2.51.2", "extraArgs without a value become flags without =; before they get the ="),
    DAEMON_SET(27, 28, 0, "v3.5.0", "server.daemonSet"),
    DISTROLESS(28, 13, 0, "v3.10.0", "server.image.distroless");

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final ChartVersion since;

    private final String tag;
    private final String words;

    ChartChange(int major, int minor, int patch, String tag, String words) {
        this.since = new ChartVersion(major, minor, patch, ChartVersion.Origin.GIVEN);
        this.tag = tag;
        this.words = words;
    }

    /** Returns the first version of the chart that has it. */
    ChartVersion since() {
        return since;
    }

    /** Returns the tag of the server's image in that version; later versions have later tags. */
    String tag() {
        return tag;
    }

    /** Returns what changed, for people. */
    String words() {
        return words;
    }

    /** Returns the last change that a version has; the first one for a version that has none. */
    static ChartChange latestOf(ChartVersion version) {
        return Arrays.stream(values()).filter(version::has).reduce(EXTRA_FLAGS, (before, later) -> later);
    }
}
