package dev.hotreload.pod;

import java.util.List;

/** A container that tells a server to reload when its configuration changes. */
public sealed interface Reloader {

    /** Returns the container's name. */
    String container();

    /** It calls URLs; only those that can be read are listed. */
    record ByHttp(String container, List<Target> targets) implements Reloader {
        public ByHttp {
            targets = List.copyOf(targets);
        }
    }

    /** It sends SIGHUP, which needs no flag. */
    record BySignal(String container) implements Reloader {}
}
