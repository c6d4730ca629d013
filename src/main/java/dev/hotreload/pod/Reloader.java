package dev.hotreload.pod;

import java.util.List;

/** A container that makes Prometheus reload when its configuration changes. */
public sealed interface Reloader {

    /** Returns the container's name. */
    String container();

    /** Returns what it calls; nothing when it works by signal. */
    List<Target> targets();

    /** Returns whether it sends SIGHUP, which needs no flag. */
    boolean isBySignal();

    /**
     * It calls URLs.
     *
     * @param targets those that can be read; none when the container is a reloader that never calls
     */
    record ByHttp(String container, List<Target> targets) implements Reloader {
        public ByHttp {
            targets = List.copyOf(targets);
        }

        @Override
        public boolean isBySignal() {
            return false;
        }
    }

    /** It sends SIGHUP. */
    record BySignal(String container) implements Reloader {
        @Override
        public List<Target> targets() {
            return List.of();
        }

        @Override
        public boolean isBySignal() {
            return true;
        }
    }
}
