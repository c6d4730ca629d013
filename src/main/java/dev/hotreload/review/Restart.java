package dev.hotreload.review;

/**
 * What has to be done so that a controller recreates a running pod.
 *
 * @param kind of the object that is restarted
 * @param name of the object; of the pod itself where no rollout recreates it
 */
public record Restart(Kind kind, String namespace, String name) {

    /** What can be restarted. */
    public enum Kind {
        DEPLOYMENT("deployment"),
        STATEFUL_SET("statefulset"),
        DAEMON_SET("daemonset"),
        /** A pod whose controller has no rollouts, and creates another one when it is deleted. */
        POD("pod");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Returns whether a rollout restarts it, pod by pod. */
    public boolean isRollout() {
        return kind != Kind.POD;
    }

    /** Returns the line for a terminal that does it. */
    public String command() {
        return "kubectl -n " + namespace + (isRollout() ? " rollout restart " : " delete ") + kind.word + " " + name;
    }

    /** Returns it as people name it, for example {@code deployment monitoring/prometheus-server}. */
    @Override
    public String toString() {
        return kind.word + " " + namespace + "/" + name;
    }
}
