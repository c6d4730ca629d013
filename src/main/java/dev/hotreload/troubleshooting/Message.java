package dev.hotreload.troubleshooting;

import java.util.List;
import java.util.Locale;

/**
 * A message that people search for, with what it means, how to tell, and what to do. {@code MessagesIT} asks the real
 * programs for their words.
 */
public enum Message {
    FORBIDDEN(
            Log.RELOADER,
            "received non-200 response: 403 Forbidden; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of("error: Received response code 403 , expected 200", "Lifecycle API is not enabled."),
            List.of("403", "Lifecycle API is not enabled"),
            "Prometheus refuses POST /-/reload because its lifecycle API is off. It keeps the old configuration until it"
                    + " restarts. If the body of the answer is another one, a proxy in front of Prometheus refuses the"
                    + " request.",
            "kubectl port-forward POD 9090, then hot-reload reload localhost:9090 says which of the two it is.",
            "Start Prometheus with --web.enable-lifecycle. If you own the values file, set it there; hot-reload review"
                    + " says where. Otherwise let the webhook add it, and restart the pod."),
    NOT_FOUND(
            Log.RELOADER,
            "received non-200 response: 404 Not Found; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of("error: Received response code 404 , expected 200", "404 page not found"),
            List.of("404"),
            "Prometheus does not serve this path. It serves /-/reload below --web.route-prefix, which is the path of"
                    + " --web.external-url where it is not set. The flag that the message asks about is not the cause.",
            "Compare the path of the reloader's URL with these two flags; hot-reload review does.",
            "Put the prefix into the reloader's URL: http://localhost:9090/PREFIX/-/reload."),
    METHOD_NOT_ALLOWED(
            Log.RELOADER,
            "received non-200 response: 405 Method Not Allowed; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of("error: Received response code 405 , expected 200", "Only POST or PUT requests allowed"),
            List.of("405", "Only POST or PUT"),
            "The request was a GET. Either the reloader is set to GET, which is the default of k8s-sidecar, or a redirect"
                    + " has turned its POST into a GET.",
            "Look for --webhook-method, --reload-method or REQ_METHOD of the reloader, and for a redirect (301) of its"
                    + " URL.",
            "Set the method to POST, and use the URL that nothing redirects."),
    UNAUTHORIZED(
            Log.RELOADER,
            "received non-200 response: 401 Unauthorized; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of("error: Received response code 401 , expected 200"),
            List.of("401", "Unauthorized"),
            "Prometheus asks for credentials (basic_auth_users in --web.config.file), and the reloader sends none or"
                    + " others.",
            "hot-reload reload http://USER:PASSWORD@localhost:9090 works with the right ones.",
            "Give the reloader the credentials, in its URL or by its own options."),
    BAD_REQUEST(
            Log.RELOADER,
            "received non-200 response: 400 Bad Request; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of(
                    "error: Received response code 400 , expected 200",
                    "Client sent an HTTP request to an HTTPS server."),
            List.of("400", "HTTP request to an HTTPS server"),
            "Prometheus speaks HTTPS only (tls_server_config in --web.config.file), and the reloader's URL begins with"
                    + " http://.",
            "hot-reload reload https://localhost:9090 --ca FILE works.",
            "Use https:// in the reloader's URL, and give it the authority of Prometheus' certificate."),
    MOVED(
            Log.RELOADER,
            "301 Moved Permanently",
            List.of("302 Found", "307 Temporary Redirect", "308 Permanent Redirect"),
            List.of("301", "302", "307", "308", "Moved Permanently"),
            "The URL is redirected, for example because two slashes stand before the path. Most reloaders follow a 301 or"
                    + " 302 with a GET, which reloads nothing: their logs show the answer to the GET, a 405 or even a 200.",
            "curl -i -X POST URL shows the redirect, and where the Location header leads.",
            "Use the URL of Location in the reloader."),
    SERVER_ERROR(
            Log.RELOADER,
            "received non-200 response: 500 Internal Server Error; have you set `--web.enable-lifecycle` Prometheus"
                    + " flag?",
            List.of("error: Received response code 500 , expected 200", "failed to reload config:"),
            List.of("500", "failed to reload config"),
            "Prometheus has read the new configuration and cannot use it. The old one stays in force.",
            "promtool check config FILE, or Prometheus' own log, names the line.",
            "Correct the configuration. Nothing is wrong with the reload."),
    BAD_GATEWAY(
            Log.RELOADER,
            "received non-200 response: 502 Bad Gateway; have you set `--web.enable-lifecycle` Prometheus flag?",
            List.of(
                    "error: Received response code 503 , expected 200",
                    "503 Service Unavailable",
                    "504 Gateway Timeout"),
            List.of("502", "503", "504", "Bad Gateway", "Service Unavailable", "Gateway Timeout", "Gateway Time-out"),
            "A proxy between the reloader and Prometheus answers, such as the sidecar of a mesh or an ingress: it gets no"
                    + " answer from Prometheus (502, 503), or not in time (504). Prometheus is starting, has ended, or"
                    + " takes long to load. Prometheus itself answers /-/reload with none of these three.",
            "A GET of /-/ready in the pod, at localhost, says whether Prometheus is ready. A Server or Via header in the"
                    + " answer to the reload names the proxy.",
            "Let the reloader call Prometheus itself: localhost if both containers are in one pod. Otherwise give the"
                    + " proxy more time."),
    CONNECTION_REFUSED(
            Log.RELOADER,
            "dial tcp 127.0.0.1:9090: connect: connection refused",
            List.of("dial tcp [::1]:9090: connect: connection refused"),
            List.of("connection refused", "ECONNREFUSED"),
            "Nothing listens where the reloader calls. While the pod starts this is normal: reloaders repeat it. If it"
                    + " stays, Prometheus listens on another port or address, or does not run.",
            "Compare host and port of the reloader's URL with --web.listen-address of Prometheus, and see whether its"
                    + " container is ready.",
            "Correct the URL. Use localhost if both containers are in one pod."),
    RELOAD_TOO_SLOW(
            Log.RELOADER,
            "Post \"http://127.0.0.1:9090/-/reload\": context deadline exceeded",
            List.of("Client.Timeout exceeded while awaiting headers"),
            List.of("context deadline exceeded", "Client.Timeout", "i/o timeout"),
            "Prometheus takes longer to load its configuration and rules than the reloader waits. It loads them all the"
                    + " same. Or a firewall or NetworkPolicy drops the request.",
            "The metric prometheus_config_last_reload_success_timestamp_seconds changes after a slow reload, and not"
                    + " after a request that was dropped.",
            "Give the reloader more time (--reload-timeout of prometheus-config-reloader), or let the request pass."),
    REPEATED(
            Log.PROMETHEUS,
            "flag 'web.enable-lifecycle' cannot be repeated",
            List.of("Error parsing command line arguments: flag 'web.enable-lifecycle' cannot be repeated"),
            List.of("cannot be repeated"),
            "The flag is given twice, in args, in a script or in a file of arguments. Prometheus does not start.",
            "kubectl get pod POD -o yaml shows the arguments. hot-reload review on the manifest shows whether it has the"
                    + " flag already.",
            "Remove one of the two. If this webhook has added one, please report it, and opt the pod out with the"
                    + " annotation prometheus-hot-reload/mode: \"off\" until then."),
    UNEXPECTED_TRUE(
            Log.PROMETHEUS,
            "unexpected true",
            List.of("Error parsing command line arguments: unexpected true"),
            List.of("unexpected true", "unexpected false"),
            "A flag without a value has one: --web.enable-lifecycle=true, or true as an argument of its own. Prometheus"
                    + " does not start.",
            "Look for =true, =false, true and false among the arguments.",
            "Write the flag without a value. To switch it off, remove it or write --no-web.enable-lifecycle."),
    UNKNOWN_FLAG(
            Log.PROMETHEUS,
            "unknown long flag '--storage.tsdb.wal-compression'",
            List.of("Error parsing command line arguments: unknown long flag '--storage.tsdb.wal-compression'"),
            List.of("unknown long flag"),
            "This Prometheus is older than the flag: --storage.tsdb.wal-compression came with 2.11.",
            "prometheus --version, in the container.",
            "Remove the flag, or use a later Prometheus."),
    FAILED_CALLING_WEBHOOK(
            Log.API_SERVER,
            "failed calling webhook \"pods.hot-reload.dev\"",
            List.of("Failed calling webhook, failing open pods.hot-reload.dev"),
            List.of("failed calling webhook"),
            "The API server could not call the webhook. With failurePolicy Ignore, the default, the pod is created"
                    + " without its flags. With Fail it is rejected. What follows the last colon is the cause.",
            "hot-reload check names the cause, and the setting that the platform needs.",
            "Do what check says. Then restart the pods that were created in the meantime; check lists the commands."),
    UNKNOWN_AUTHORITY(
            Log.API_SERVER,
            "x509: certificate signed by unknown authority",
            List.of("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
            List.of("x509: certificate signed by unknown authority", "unknown authority"),
            "The API server does not trust the certificate that answers: caBundle of the registration is not its"
                    + " authority, or something else answers, such as a mesh's proxy or, on Fargate, the kubelet.",
            "hot-reload check compares the Secret with caBundle.",
            "With self-managed certificates see whether the replicas are ready: they set caBundle. With cert-manager see"
                    + " the annotation cert-manager.io/inject-ca-from. Otherwise run certs/generate.sh again and install"
                    + " what it prints."),
    CERTIFICATE_EXPIRED(
            Log.API_SERVER,
            "x509: certificate has expired or is not yet valid",
            List.of("tls: failed to verify certificate: x509: certificate has expired or is not yet valid"),
            List.of("certificate has expired", "not yet valid"),
            "The certificate that answers is too old, or too new for the clock of the API server's machine.",
            "hot-reload check shows until when the certificate is valid; compare the clocks of the machines.",
            "With self-managed certificates see why the replicas do not renew it: their logs say so. With cert-manager see"
                    + " the Certificate. Otherwise run certs/generate.sh again and install what it prints."),
    NO_ENDPOINTS(
            Log.API_SERVER,
            "no endpoints available for service \"hot-reload\"",
            List.of(),
            List.of("no endpoints", "no endpoints available"),
            "The Service has no ready replica.",
            "kubectl -n hot-reload get pods,endpointslices",
            "See why the replicas are not ready: kubectl -n hot-reload describe pods, and their logs."),
    WEBHOOK_REFUSED(
            Log.API_SERVER,
            "dial tcp 10.96.0.10:443: connect: connection refused",
            List.of("dial tcp 10.0.0.12:10250: connect: connection refused"),
            List.of("connection refused"),
            "The API server reaches the address, and nothing listens there: no replica is ready, or the Service leads to"
                    + " another port than that of the webhook.",
            "hot-reload check, and kubectl -n hot-reload get endpointslices.",
            "Make targetPort of the Service the port of serve. On EKS with an overlay network set"
                    + " platform=eks-overlay-cni, on Fargate platform=fargate."),
    WEBHOOK_TOO_SLOW(
            Log.API_SERVER,
            "Post \"https://hot-reload.hot-reload.svc:443/mutate?timeout=2s\": context deadline exceeded",
            List.of("dial tcp 10.0.0.12:10250: i/o timeout"),
            List.of("context deadline exceeded", "i/o timeout"),
            "The API server got no answer within timeoutSeconds of the registration. In most cases its packets are"
                    + " dropped on the way; an overloaded webhook is rare, and its metrics show it.",
            "hot-reload check. The metric hot_reload_review_duration_seconds shows whether the webhook is slow.",
            "Let firewalls and NetworkPolicies pass the control plane to the webhook's port. On EKS with an overlay"
                    + " network set platform=eks-overlay-cni. On a private GKE cluster keep port 10250."),
    UNPATCHED(
            Log.NOWHERE,
            "Pods stay unpatched",
            List.of(),
            List.of("unpatched", "not patched", "without its flags"),
            "The pod was created while the webhook was not there, its namespace or the pod has mode audit or off, the"
                    + " registration does not select it, or a reason blocks it. The API server does not say so.",
            "hot-reload review --live -n NAMESPACE names the reason for each pod; hot-reload check tests the webhook.",
            "Do what the reason says (hot-reload explain REASON). If there is none, restart the pod.");

    private final Log log;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> variants;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    private final String meaning;
    private final String test;
    private final String action;

    Message(
            Log log,
            String text,
            List<String> variants,
            List<String> keys,
            String meaning,
            String test,
            String action) {
        this.log = log;
        this.text = text;
        this.variants = variants;
        this.keys = keys;
        this.meaning = meaning;
        this.test = test;
        this.action = action;
    }

    /** Returns where the message is found. */
    public Log log() {
        return log;
    }

    /** Returns the message, word for word. */
    public String text() {
        return text;
    }

    /** Returns what other programs say for the same, word for word. */
    public List<String> variants() {
        return variants;
    }

    /** Returns what people ask for, the shortest first. */
    public List<String> keys() {
        return keys;
    }

    /** Returns what it means. */
    public String meaning() {
        return meaning;
    }

    /** Returns how to tell whether that is so. */
    public String test() {
        return test;
    }

    /** Returns what to do. */
    public String action() {
        return action;
    }

    /**
     * Returns whether this is the message that somebody asks about: by a key, as {@code 403}, or by a line of a log
     * that holds one.
     */
    public boolean isIn(String asked) {
        String lower = asked.toLowerCase(Locale.ROOT);
        return keys.stream().anyMatch(key -> holds(lower, key.toLowerCase(Locale.ROOT)));
    }

    /** Returns whether a text holds a key as words of its own: 403 is not in 14031. */
    private static boolean holds(String text, String key) {
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int end = at + key.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
