package dev.hotreload.decision;

/**
 * The one table of everything a decision may say: a code that never changes, a phrase for one line, what it means with
 * what Prometheus would do, what its reader can do, and an example. The order is the order in which reasons are told.
 */
public enum Reason {
    UNREADABLE_POD(
            "UnreadablePod",
            Kind.DOOR,
            "the object is not shaped like a pod",
            "The object in the request is not shaped like a pod, so nothing can be said about it.",
            "Look at the field that the log names; the API server normally refuses such an object itself.",
            "spec: {containers: \"not a list\"}"),
    PATCH_CHECK_FAILED(
            "PatchCheckFailed",
            Kind.DOOR,
            "the patch did not hold its own check",
            "The patch was computed, did not hold its own check, and was not sent: the pod is admitted as it is.",
            "This is a bug of ours; please report it with the log line.",
            "a container in which args is given twice"),
    NOT_POD_CREATION(
            "NotPodCreation",
            Kind.DOOR,
            "only the creation of pods is looked at",
            "The request is no creation of a pod.",
            "Register the webhook for CREATE of pods only.",
            "an UPDATE of a pod, or the creation of a Deployment"),
    MIRROR_POD(
            "MirrorPod",
            Kind.DOOR,
            "a mirror pod is the kubelet's own",
            "The pod is the mirror of a static pod; the kubelet would not use the change.",
            "Put the flags into the static pod's file on the node.",
            "a pod with the annotation kubernetes.io/config.mirror"),
    MODE_OFF(
            "ModeOff",
            Kind.DOOR,
            "the mode is off",
            "The annotation of the pod, or the configuration for its namespace, switches the webhook off.",
            "Remove the annotation, or change the configuration, to have the flags added.",
            "metadata: {annotations: {prometheus-hot-reload/mode: \"off\"}}"),
    AUDIT_MODE(
            "AuditMode",
            Kind.DOOR,
            "mode audit, nothing is changed",
            "The mode is audit: what would be added is said, and nothing is changed.",
            "Set the mode to enforce to have the flags added.",
            "mode: audit"),

    NOT_PROMETHEUS(
            "NotPrometheus",
            Kind.SKIP,
            "no container runs Prometheus",
            "No container of the pod runs Prometheus.",
            "Nothing.",
            "image: quay.io/prometheus/alertmanager:v0.27.0"),
    NO_RELOADER(
            "NoReloader",
            Kind.SKIP,
            "no reloader calls this Prometheus",
            "No other container of the pod asks this Prometheus to reload, so the lifecycle API would be opened for nothing.",
            "Nothing; or add a reloader, and the flags come with it.",
            "a pod with one container, image: prom/prometheus:v2.48.0"),
    RELOADER_TARGETS_ELSEWHERE(
            "ReloaderTargetsElsewhere",
            Kind.SKIP,
            "the reloader calls another port",
            "The reloader of the pod calls a port on which this Prometheus does not listen, for example that of an"
                    + " Alertmanager beside it.",
            "Nothing, if that is meant; else make the reloader's URL and --web.listen-address name the same port.",
            "args: [--web.listen-address=:9091] beside --reload-url=http://127.0.0.1:9090/-/reload"),
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
            "This is Prometheus 1.x, which has other flags and ends on one it does not know.",
            "Upgrade to Prometheus 2 or later.",
            "image: prom/prometheus:v1.8.2"),

    WRAPPED_COMMAND(
            "WrappedCommand",
            Kind.BLOCKED,
            "appended arguments would not reach Prometheus",
            "Another program (a shell, a script, an init) starts Prometheus; arguments appended to the container would"
                    + " not reach it.",
            "Pass the flags in the script, or start prometheus directly.",
            "command: [sh, -c, \"exec /bin/prometheus --config.file=/etc/prometheus/prometheus.yml\"]"),
    INVALID_FLAG_VALUE(
            "InvalidFlagValue",
            Kind.BLOCKED,
            "a switch is given a value; Prometheus will not start",
            "A managed flag is given a value (--web.enable-lifecycle=true), which Prometheus refuses: it does not start"
                    + " as it is.",
            "Give the flag without a value.",
            "args: [--web.enable-lifecycle=true]"),
    LIFECYCLE_DISABLED_BY_OWNER(
            "LifecycleDisabledByOwner",
            Kind.BLOCKED,
            "--no-web.enable-lifecycle is set",
            "--no-web.enable-lifecycle is set: the owner wants the lifecycle API off, and both flags together end"
                    + " Prometheus with \"cannot be repeated\".",
            "Remove --no-web.enable-lifecycle, or let the reloader send SIGHUP (--reload-method=signal).",
            "args: [--no-web.enable-lifecycle]"),
    FLAGS_TERMINATED(
            "FlagsTerminated",
            Kind.BLOCKED,
            "-- ends the flags; none can be appended",
            "The arguments hold --, behind which nothing is a flag: Prometheus would end with \"unexpected"
                    + " --web.enable-lifecycle\".",
            "Remove the -- or put the flags before it.",
            "args: [--config.file=/etc/prometheus/prometheus.yml, --]"),
    UNRESOLVED_VARIABLE(
            "UnresolvedVariable",
            Kind.BLOCKED,
            "a variable from outside the pod may be the flag itself",
            "A whole argument is a variable whose value comes from outside the pod (valueFrom, envFrom). It may be the"
                    + " flag itself, and a repeated flag ends Prometheus.",
            "Write the argument out, give the variable a literal value, or add the flags yourself.",
            "args: [$(EXTRA)], where env takes EXTRA from a ConfigMap"),
    ARGUMENT_FILE(
            "ArgumentFile",
            Kind.BLOCKED,
            "arguments come from a file that may hold the flag",
            "Arguments come from a file (@file). It may hold the flag already, and a repeated flag ends Prometheus.",
            "Put the flags into that file, or write the arguments out.",
            "args: [\"@/etc/prometheus/args\"]"),
    UNKNOWN_IMAGE_COMMAND(
            "UnknownImageCommand",
            Kind.BLOCKED,
            "args would replace the image's unknown CMD",
            "The container has neither command nor args, and args would replace the image's own CMD, which is not known:"
                    + " Prometheus would not find its configuration.",
            "Write the image's CMD out as args.",
            "image: bitnami/prometheus:3.5.0-debian-12-r3, without args"),

    AGENT_MODE(
            "AgentMode",
            Kind.LEFT_OUT,
            "an agent refuses --storage.tsdb.wal-compression",
            "Prometheus runs as an agent, or may do so, and an agent ends on --storage.tsdb.wal-compression.",
            "Nothing; for an agent the flag is --storage.agent.wal-compression, on by default.",
            "args: [--enable-feature=agent]"),
    WAL_COMPRESSION_DISABLED_BY_OWNER(
            "WalCompressionDisabledByOwner",
            Kind.LEFT_OUT,
            "--no-storage.tsdb.wal-compression is set",
            "--no-storage.tsdb.wal-compression is set; both flags together end Prometheus with \"cannot be repeated\".",
            "Remove --no-storage.tsdb.wal-compression to have the log compressed.",
            "args: [--no-storage.tsdb.wal-compression]"),
    VERSION_TOO_OLD(
            "VersionTooOld",
            Kind.LEFT_OUT,
            "before 2.11 there is no WAL compression",
            "Prometheus before 2.11 does not know --storage.tsdb.wal-compression and ends on it.",
            "Upgrade Prometheus to have the log compressed.",
            "image: prom/prometheus:v2.8.0"),
    VERSION_UNKNOWN(
            "VersionUnknown",
            Kind.LEFT_OUT,
            "version unknown; WAL compression is left as it is",
            "The version of Prometheus cannot be told from the image, and before 2.11 it would end on"
                    + " --storage.tsdb.wal-compression.",
            "Use a tag that begins with the version, or set the flag yourself; since 2.20 it is on by default.",
            "image: prom/prometheus:latest"),

    RELOAD_PATH_MISMATCH(
            "ReloadPathMismatch",
            Kind.ADVICE,
            "the reload path is another",
            "The reloader calls a path that Prometheus does not serve (route prefix, external URL): the answer will be 404.",
            "Let the reloader call the path that the message names.",
            "args: [--web.route-prefix=/prom] beside --reload-url=http://127.0.0.1:9090/-/reload"),
    RELOAD_PATH_REDIRECTED(
            "ReloadPathRedirected",
            Kind.ADVICE,
            "the reload path begins with //",
            "The path the reloader calls begins with //: Prometheus redirects (301), the reloader follows with GET, and"
                    + " the answer is 405. Charts 21.1.1 to 22.6.0 do that.",
            "Upgrade the chart, or write the reloader's URL with one slash.",
            "--reload-url=http://127.0.0.1:9090//-/reload"),
    RELOAD_METHOD_NOT_ALLOWED(
            "ReloadMethodNotAllowed",
            Kind.ADVICE,
            "the reloader does not POST",
            "The reloader calls with another method than POST or PUT: the answer will be 405 whatever the flag.",
            "Set the method to POST (k8s-sidecar: REQ_METHOD=POST).",
            "a k8s-sidecar with REQ_URL and without REQ_METHOD"),
    WEB_CONFIG_FILE(
            "WebConfigFile",
            Kind.ADVICE,
            "the reload may need credentials or https",
            "Prometheus has a --web.config.file: the reload may need credentials (401) or https (400).",
            "Check that the reloader's URL has the scheme and the credentials of that file.",
            "args: [--web.config.file=/etc/prometheus/web.yml]"),
    TARGET_ASSUMED(
            "TargetAssumed",
            Kind.ADVICE,
            "the reloader's URL does not prove it means this pod",
            "The reloader calls a name, or a port that only the node will know. That it means this Prometheus, the only"
                    + " one of the pod, is assumed.",
            "Let the reloader call 127.0.0.1 and the port of --web.listen-address.",
            "--reload-url=http://prometheus.monitoring.svc:9090/-/reload"),
    INVALID_MODE(
            "InvalidMode",
            Kind.ADVICE,
            "annotation prometheus-hot-reload/mode is invalid",
            "The annotation prometheus-hot-reload/mode holds none of enforce, audit, off; the configuration decides.",
            "Correct the annotation.",
            "metadata: {annotations: {prometheus-hot-reload/mode: \"on\"}}");

    /** What a reason is about. */
    public enum Kind {
        /** Said before any pod is looked at. */
        DOOR,
        /** Nothing is to be done. */
        SKIP,
        /** Flags are wanted and cannot be added safely. */
        BLOCKED,
        /** One flag is left out. */
        LEFT_OUT,
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

    /** Returns what is the matter, short enough for a warning. */
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
