package dev.hotreload.decision;

/**
 * The one table of everything a decision may say: a code that never changes, a phrase for one line, what it means and
 * what Prometheus would do, what its reader can do, and an example. Reasons are reported in this order; where several
 * hold, the blocked ones are in the order of the rules.
 */
public enum Reason {
    UNREADABLE_POD(
            "UnreadablePod",
            Kind.ERROR,
            "the object is not shaped like a pod",
            "The object in the request is not shaped like a pod, so the webhook cannot decide anything about it.",
            "Look at the field that the log names. The API server normally rejects such an object itself.",
            "spec: {containers: \"not a list\"}"),
    TOO_COMPLEX(
            "TooComplex",
            Kind.ERROR,
            "the pod needs more work than a review may cost",
            "The pod has more containers, arguments or variables than the webhook reads (200, 10,000, 2,500), or its"
                    + " variables"
                    + " and scripts expand to more text than Linux passes to a program. The pod is admitted unchanged.",
            "Look at who created the pod: no ordinary pod comes near these limits.",
            "an argument that repeats a variable of a million characters"),
    PATCH_CHECK_FAILED(
            "PatchCheckFailed",
            Kind.ERROR,
            "the patch failed its own check",
            "The webhook computed a patch that failed its own check, and did not send it. The pod is admitted"
                    + " unchanged.",
            "This is an error in the webhook; please report it with the log line.",
            "a container in which args is given twice"),
    NOT_POD_CREATION(
            "NotPodCreation",
            Kind.REQUEST,
            "the request does not create a pod",
            "The webhook acts only on requests that create a pod.",
            "Register the webhook for CREATE of pods only.",
            "an UPDATE of a pod, or the creation of a Deployment"),
    MIRROR_POD(
            "MirrorPod",
            Kind.REQUEST,
            "a mirror pod belongs to the kubelet",
            "The pod mirrors a static pod. The kubelet runs the static pod and would ignore the change.",
            "Add the flags to the static pod's file on the node.",
            "a pod with the annotation kubernetes.io/config.mirror"),
    MODE_OFF(
            "ModeOff",
            Kind.REQUEST,
            "the mode is off",
            "The annotation of the pod, or the configuration for its namespace, switches the webhook off.",
            "To have the flags added, remove the annotation or change the configuration.",
            "metadata: {annotations: {prometheus-hot-reload/mode: \"off\"}}"),
    AUDIT_MODE(
            "AuditMode",
            Kind.REQUEST,
            "mode audit, nothing is changed",
            "The mode is audit: the webhook reports what it would add, and changes nothing.",
            "To have the flags added, set the mode to enforce.",
            "mode: audit"),

    NOT_PROMETHEUS(
            "NotPrometheus",
            Kind.SKIP,
            "no container runs Prometheus",
            "No container of the pod runs Prometheus. An image whose name only ends in -prometheus is not enough: many"
                    + " programs that work with Prometheus are named so.",
            "Nothing.",
            "image: quay.io/prometheus/alertmanager:v0.27.0"),
    NO_RELOADER(
            "NoReloader",
            Kind.SKIP,
            "no container asks this Prometheus to reload",
            "No other container of the pod asks this Prometheus to reload, so the lifecycle API would be open for"
                    + " nothing. The"
                    + " webhook looks for --webhook-url, --reload-url, a Thanos or Kubernetes sidecar, any URL that"
                    + " ends in"
                    + " /-/reload, and SIGHUP.",
            "Nothing. If you add a reloader, the webhook adds the flags.",
            "a pod with one container, image: prom/prometheus:v2.48.0"),
    RELOADER_TARGETS_ELSEWHERE(
            "ReloaderTargetsElsewhere",
            Kind.SKIP,
            "the reloader calls another port",
            "The reloader of the pod calls a port on which this Prometheus does not listen, for example that of an"
                    + " Alertmanager in the same pod.",
            "If this is intended, nothing. Otherwise make the reloader's URL and --web.listen-address name the same"
                    + " port.",
            "args: [--web.listen-address=:9091] with --reload-url=http://127.0.0.1:9090/-/reload"),
    RELOADS_BY_SIGNAL(
            "ReloadsBySignal",
            Kind.SKIP,
            "the reloader sends SIGHUP, which needs no flag",
            "The reloader sends SIGHUP, which works without a flag.",
            "Nothing.",
            "a reloader with args: [--reload-method=signal]"),
    PROMETHEUS_V1(
            "PrometheusV1",
            Kind.SKIP,
            "Prometheus 1.x does not know the flags",
            "This is Prometheus 1.x. It has other flags, and exits when it is given one that it does not know.",
            "Upgrade to Prometheus 2 or later.",
            "image: prom/prometheus:v1.8.2"),

    MALFORMED_ARGUMENT(
            "MalformedArgument",
            Kind.BLOCKED,
            "an argument is malformed; Prometheus does not start",
            "An argument is malformed: it has quotes around a flag, a blank in or before a flag's name, or a line"
                    + " break or a"
                    + " second flag in a value. Prometheus exits as it is.",
            "Write each flag as a list item of its own, without quotes inside the string.",
            "args: ['--config.file=/etc/prometheus/prometheus.yml --web.enable-lifecycle']"),
    INVALID_FLAG_VALUE(
            "InvalidFlagValue",
            Kind.BLOCKED,
            "a switch has a value; Prometheus does not start",
            "A managed flag has a value (--web.enable-lifecycle=true). Prometheus takes none, and exits as it is with"
                    + " \"unexpected true\".",
            "Write the flag without a value.",
            "args: [--web.enable-lifecycle=true]"),
    LIFECYCLE_DISABLED_BY_OWNER(
            "LifecycleDisabledByOwner",
            Kind.BLOCKED,
            "--no-web.enable-lifecycle is set",
            "The owner has switched the lifecycle API off with --no-web.enable-lifecycle. Both flags together make"
                    + " Prometheus"
                    + " exit with \"flag 'web.enable-lifecycle' cannot be repeated\".",
            "Remove --no-web.enable-lifecycle, or let the reloader send SIGHUP (--reload-method=signal).",
            "args: [--no-web.enable-lifecycle]"),
    WRAPPED_COMMAND(
            "WrappedCommand",
            Kind.BLOCKED,
            "appended arguments would not reach Prometheus",
            "A shell or an entry script starts Prometheus. Arguments that are appended to the container would not"
                    + " reach it.",
            "Pass the flags in the script, or start prometheus directly.",
            "command: [sh, -c, \"exec /bin/prometheus --config.file=/etc/prometheus/prometheus.yml\"]"),
    FLAGS_TERMINATED(
            "FlagsTerminated",
            Kind.BLOCKED,
            "-- ends the flags; none can be appended",
            "The arguments contain --, and no argument after it is a flag. Prometheus would exit with \"unexpected"
                    + " --web.enable-lifecycle\".",
            "Remove the --, or add the flags before it.",
            "args: [--config.file=/etc/prometheus/prometheus.yml, --]"),
    UNRESOLVED_VARIABLE(
            "UnresolvedVariable",
            Kind.BLOCKED,
            "a variable from outside the pod may be the flag itself",
            "A whole argument is a variable whose value comes from outside the pod (valueFrom, envFrom). It may be"
                    + " the flag"
                    + " itself, and a repeated flag makes Prometheus exit.",
            "Write the argument out, give the variable a literal value, or add the flags yourself.",
            "args: [$(EXTRA)], where env takes EXTRA from a ConfigMap"),
    ARGUMENT_FILE(
            "ArgumentFile",
            Kind.BLOCKED,
            "arguments come from a file that may hold the flag",
            "Arguments come from a file (@file). It may hold the flag already, and a repeated flag makes Prometheus"
                    + " exit.",
            "Add the flags to that file, or write the arguments out.",
            "args: [\"@/etc/prometheus/args\"]"),
    UNKNOWN_IMAGE_COMMAND(
            "UnknownImageCommand",
            Kind.BLOCKED,
            "args would replace the image's unknown CMD",
            "The container has neither command nor args, and args would replace the image's own CMD, which is not"
                    + " known."
                    + " Prometheus would not find its configuration, or would keep its data for 15 days only and"
                    + " delete what is"
                    + " older.",
            "Write the image's CMD out as args.",
            "image: bitnami/prometheus:3.5.0-debian-12-r3, without args"),

    AGENT_MODE(
            "AgentMode",
            Kind.OMITTED,
            "an agent rejects --storage.tsdb.wal-compression",
            "Prometheus runs as an agent, or may do so. An agent exits when it is given"
                    + " --storage.tsdb.wal-compression.",
            "Nothing. The agent's own flag is --storage.agent.wal-compression, which is on by default.",
            "args: [--enable-feature=agent]"),
    WAL_COMPRESSION_DISABLED_BY_OWNER(
            "WalCompressionDisabledByOwner",
            Kind.OMITTED,
            "--no-storage.tsdb.wal-compression is set",
            "The owner has switched WAL compression off with --no-storage.tsdb.wal-compression. Both flags together"
                    + " make"
                    + " Prometheus exit with \"flag 'storage.tsdb.wal-compression' cannot be repeated\".",
            "To have the log compressed, remove --no-storage.tsdb.wal-compression.",
            "args: [--no-storage.tsdb.wal-compression]"),
    VERSION_TOO_OLD(
            "VersionTooOld",
            Kind.OMITTED,
            "Prometheus before 2.11 has no WAL compression",
            "Prometheus before 2.11 does not know --storage.tsdb.wal-compression, and exits when it is given.",
            "To have the log compressed, upgrade Prometheus.",
            "image: prom/prometheus:v2.8.0"),
    VERSION_UNKNOWN(
            "VersionUnknown",
            Kind.OMITTED,
            "version unknown; WAL compression stays as it is",
            "The image does not tell the version of Prometheus, and a version before 2.11 would exit with an unknown"
                    + " flag."
                    + " The tag of a private image may count its own releases.",
            "Nothing: since 2.20 it is on by default. Otherwise set the pod's label app.kubernetes.io/version to the"
                    + " tag, or set"
                    + " the flag yourself.",
            "image: prom/prometheus:latest"),

    RELOAD_PATH_MISMATCH(
            "ReloadPathMismatch",
            Kind.ADVICE,
            "the reloader calls another path",
            "The reloader calls a path that Prometheus does not serve (route prefix, external URL). The answer is 404.",
            "Let the reloader call the path that the message names.",
            "args: [--web.route-prefix=/prom] with --reload-url=http://127.0.0.1:9090/-/reload"),
    RELOAD_PATH_REDIRECTED(
            "ReloadPathRedirected",
            Kind.ADVICE,
            "the reload path begins with //",
            "The path that the reloader calls begins with //. Prometheus redirects it (301), the reloader follows"
                    + " with GET, and"
                    + " the answer is 405. Charts 21.1.1 to 22.6.0 do that.",
            "Upgrade the chart, or write the reloader's URL with one slash.",
            "--reload-url=http://127.0.0.1:9090//-/reload"),
    RELOAD_METHOD_NOT_ALLOWED(
            "ReloadMethodNotAllowed",
            Kind.ADVICE,
            "the reloader does not send POST",
            "The reloader calls with a method other than POST and PUT. The answer is 405, whatever the flag.",
            "Set the method to POST (k8s-sidecar: REQ_METHOD=POST).",
            "a k8s-sidecar with REQ_URL and without REQ_METHOD"),
    RELOAD_ADDRESS_MISMATCH(
            "ReloadAddressMismatch",
            Kind.ADVICE,
            "Prometheus does not listen on the called address",
            "The reloader calls the right port, but an address on which Prometheus does not listen. The connection"
                    + " is refused.",
            "Let the reloader call the address that the message names, or let Prometheus listen on all addresses.",
            "args: [--web.listen-address=$(POD_IP):9090] with --reload-url=http://127.0.0.1:9090/-/reload"),
    WEB_CONFIG_FILE(
            "WebConfigFile",
            Kind.ADVICE,
            "the reload may need credentials or https",
            "Prometheus has a --web.config.file. The reload may need credentials (401) or https (400).",
            "Check that the reloader's URL has the scheme and the credentials that the file asks for.",
            "args: [--web.config.file=/etc/prometheus/web.yml]"),
    TARGET_ASSUMED(
            "TargetAssumed",
            Kind.ADVICE,
            "the reloader's URL does not prove that it means this pod",
            "The reloader calls a name, or a URL of which only the node knows a part. The webhook assumes that it"
                    + " means this"
                    + " Prometheus, the only one in the pod.",
            "Let the reloader call 127.0.0.1 and the port of --web.listen-address.",
            "--reload-url=http://prometheus.monitoring.svc:9090/-/reload"),
    BARE_POD(
            "BarePod",
            Kind.ADVICE,
            "applying this file again is refused: a pod's args cannot change",
            "The pod has no owner, and the webhook has added flags to it. Kubernetes forbids changes to the"
                    + " arguments of a pod, so"
                    + " applying the same file again is refused.",
            "Write the flags into the file, or let a Deployment or StatefulSet create the pod.",
            "kind: Pod, applied from a file"),
    INVALID_MODE(
            "InvalidMode",
            Kind.ADVICE,
            "annotation prometheus-hot-reload/mode is invalid",
            "The annotation prometheus-hot-reload/mode is not one of enforce, audit, off. The configuration decides.",
            "Correct the annotation.",
            "metadata: {annotations: {prometheus-hot-reload/mode: \"on\"}}");

    /** What a reason is about. */
    public enum Kind {
        /** The webhook could not decide, or not act. */
        ERROR,
        /** The request itself needs no decision. */
        REQUEST,
        /** Nothing is to be done. */
        SKIP,
        /** Flags are wanted and cannot be added safely. */
        BLOCKED,
        /** One flag is omitted. */
        OMITTED,
        /** What else the owner should know. */
        ADVICE
    }

    private final String code;
    private final Kind kind;
    private final String phrase;
    private final String meaning;
    private final String action;
    private final String example;

    Reason(String code, Kind kind, String phrase, String meaning, String action, String example) {
        this.code = code;
        this.kind = kind;
        this.phrase = phrase;
        this.meaning = meaning;
        this.action = action;
        this.example = example;
    }

    /** Returns the code, for example {@code WrappedCommand}. */
    public String code() {
        return code;
    }

    /** Returns what the reason is about. */
    public Kind kind() {
        return kind;
    }

    /** Returns the reason in a few words, short enough for a warning. */
    public String phrase() {
        return phrase;
    }

    /** Returns what it means and what Prometheus would do, in whole sentences. */
    public String meaning() {
        return meaning;
    }

    /** Returns what the reader can do, in whole sentences. */
    public String action() {
        return action;
    }

    /** Returns a piece of a pod to which the reason applies, or such a pod in words. */
    public String example() {
        return example;
    }
}
