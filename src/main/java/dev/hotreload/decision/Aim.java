package dev.hotreload.decision;

import dev.hotreload.pod.Target;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ListenAddresses;
import dev.hotreload.prometheus.ReloadPath;

/** How a target of a reloader relates to one Prometheus container of the pod. */
enum Aim {
    /** It is this Prometheus. */
    PROVEN,
    /** It may be any; as the pod holds no other Prometheus, it is assumed to be this one. */
    ASSUMED,
    /** It is a reload, and not of this Prometheus as far as the pod tells. */
    ELSEWHERE,
    /** It is not the URL of a reload. */
    NOT_A_RELOAD;

    /**
     * Classifies a target.
     *
     * @param sole whether the pod holds no other Prometheus
     */
    static Aim of(Target target, ListenAddresses listens, boolean sole) {
        return target.fold(url -> of(url, listens, sole), () -> sole ? ASSUMED : NOT_A_RELOAD);
    }

    boolean isAimed() {
        return this == PROVEN || this == ASSUMED;
    }

    private static Aim of(HttpUrl url, ListenAddresses listens, boolean sole) {
        if (url.isPathOpen()) {
            return sole && !isOtherPort(url, listens) ? ASSUMED : NOT_A_RELOAD;
        }
        if (!url.path().endsWith(ReloadPath.SUFFIX)) {
            return NOT_A_RELOAD;
        }
        if (url.isOwnPod()
                && url.port().isPresent()
                && listens.hasPort(url.port().getAsInt())) {
            return PROVEN;
        }
        return sole && !isOtherPort(url, listens) ? ASSUMED : ELSEWHERE;
    }

    /** Returns whether it calls this pod on a port that this Prometheus is known not to listen on. */
    private static boolean isOtherPort(HttpUrl url, ListenAddresses listens) {
        return url.isOwnPod()
                && url.port().isPresent()
                && listens.areKnown()
                && !listens.hasPort(url.port().getAsInt());
    }
}
