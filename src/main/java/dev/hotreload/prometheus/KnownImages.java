package dev.hotreload.prometheus;

import java.util.Set;

/** The names of images that the engine knows, for rules that are written in another language. */
public final class KnownImages {

    /** The name of upstream's image, and of the program in it. */
    public static final String PROMETHEUS = PrometheusImage.PROMETHEUS;

    /** What comes before the architecture in the name of an image. */
    public static final String WITH_ARCHITECTURE = PrometheusImage.WITH_ARCHITECTURE;

    /** What the name of a publisher begins with that keeps upstream's numbers. */
    public static final String BITNAMI = PrometheusImage.BITNAMI;

    /** The pod's label that tells the version where the image does not. */
    public static final String VERSION_LABEL = PrometheusImage.VERSION_LABEL;

    private KnownImages() {}

    /** Returns the names of mirrors, which have upstream's tags. */
    public static Set<String> mirrors() {
        return PrometheusImage.MIRRORS;
    }

    /** Returns OpenShift's names, whose tags are not versions of Prometheus. */
    public static Set<String> openShift() {
        return PrometheusImage.OPENSHIFT;
    }

    /** Returns the publishers that keep upstream's numbers. */
    public static Set<String> vendors() {
        return PrometheusImage.VENDORS;
    }
}
