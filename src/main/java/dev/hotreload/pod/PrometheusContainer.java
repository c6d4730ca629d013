package dev.hotreload.pod;

import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.PrometheusImage;

/**
 * A container that runs Prometheus.
 *
 * @param name of the container
 * @param position where it stands
 * @param image what its image tells
 * @param commandLine Prometheus' own arguments, as far as the pod tells them
 * @param start how Prometheus is started
 * @param hasArgs whether {@code args} is given and not empty
 */
public record PrometheusContainer(
        String name,
        ContainerPosition position,
        PrometheusImage image,
        CommandLine commandLine,
        Start start,
        boolean hasArgs) {

    /** How Prometheus is started, and so what arguments that are appended to {@code args} would do. */
    public enum Start {
        /** By the image's entry point, with arguments of the pod: what is appended reaches Prometheus. */
        ENTRY_POINT,
        /** By the image's entry point and CMD, which {@code args} would replace. */
        IMAGE_COMMAND,
        /** By the container's command, directly or through launchers: what is appended reaches Prometheus. */
        COMMAND,
        /** By a shell or an entry script: what is appended does not reach Prometheus. */
        WRAPPED
    }

    /** Returns whether another program than a launcher starts Prometheus. */
    public boolean isWrapped() {
        return start == Start.WRAPPED;
    }
}
