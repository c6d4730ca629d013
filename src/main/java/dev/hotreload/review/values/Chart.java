package dev.hotreload.review.values;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The charts whose values are understood. */
public enum Chart {
    /** The chart of prometheus-community, and the old stable one. */
    PROMETHEUS("prometheus"),
    /** The chart of the Prometheus operator, whose pods get their arguments from the operator. */
    OPERATOR("kube-prometheus-stack");

    /** A publisher of another chart with the same name, whose values have nothing in common with these. */
    private static final String OTHER_PUBLISHER = "bitnami";

    private final String chart;

    Chart(String chart) {
        this.chart = chart;
    }

    /** Returns the name of the chart. */
    public String chart() {
        return chart;
    }

    /** Returns the chart with this name. */
    public static Optional<Chart> named(String name) {
        return Arrays.stream(values()).filter(chart -> chart.chart.equals(name)).findFirst();
    }

    /** Returns the names of the charts. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Chart::chart).toList();
    }

    /**
     * Returns the chart that a name stands for, such as {@code prometheus}, {@code prometheus-community/prometheus} or
     * {@code oci://ghcr.io/prometheus-community/charts/prometheus}.
     *
     * @param repository what is known of where it comes from: a name or a URL; empty when nothing is
     */
    static Optional<Chart> of(String name, String repository) {
        boolean other = (name + " " + repository).toLowerCase(Locale.ROOT).contains(OTHER_PUBLISHER);
        return other ? Optional.empty() : named(name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public String toString() {
        return chart;
    }
}
