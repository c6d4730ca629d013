package dev.hotreload.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Why an API server cannot call the webhook, read from the API server's own words: those of Go's {@code net},
 * {@code crypto/x509} and {@code context}, and of {@code k8s.io/apiserver} (pkg/util/webhook, pkg/util/proxy).
 */
enum CallFailure {
    NO_ENDPOINTS(
            List.of("no endpoints available", "endpoints \""),
            "the Service has no ready replica",
            "Compare the Service's selector with the labels of the pods, and see whether they are ready."),
    NO_SERVICE(
            List.of("\" not found"),
            "the Service that the registration names does not exist",
            "Install it again, or correct clientConfig.service of the registration."),
    EXPIRED(
            List.of("x509: certificate has expired"),
            "the serving certificate is not valid now",
            "Renew the certificate, and compare the clocks of the nodes."),
    WRONG_NAME(
            List.of("certificate is valid for", "certificate is not valid for"),
            "the serving certificate is for another name",
            "Issue one for SERVICE.NAMESPACE.svc. If a mesh intercepts the call, keep it out of the webhook's pods."),
    UNTRUSTED(
            List.of("x509:"),
            "the API server does not trust the serving certificate",
            "Set caBundle of the registration to the authority that signed it. If a mesh intercepts the call, keep it"
                    + " out of the webhook's pods."),
    NO_TLS(
            List.of("HTTP response to HTTPS client"),
            "something without TLS answers at the webhook's port",
            "Compare the Service's targetPort with --port of the webhook."),
    NO_HOST(
            List.of("no such host"),
            "the API server does not know the webhook's name",
            "Register the webhook by its Service and not by a URL, or correct the URL."),
    REFUSED(
            List.of("connection refused"),
            "nothing listens where the API server calls",
            "Compare the Service's targetPort with --port of the webhook, and see whether the replicas are ready."),
    NO_ROUTE(
            List.of("no route to host", "network is unreachable"),
            "the API server has no route to the pods",
            "Let the control plane reach the pod network, or run the webhook in the host's network."),
    NO_ANSWER(
            List.of("context deadline exceeded", "timeout"),
            "the replicas do not answer the API server in time",
            "Let firewalls and NetworkPolicies pass the control plane to the webhook's port."),
    NO_AGENT(
            List.of("No agent available"),
            "the API server's tunnel to the nodes is down",
            "Look at the konnectivity-agent pods in kube-system."),
    OTHER(List.of(), "for another reason", "The API server's log has more.");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> marks;

    private final String seen;
    private final String advice;

    CallFailure(List<String> marks, String seen, String advice) {
        this.marks = marks;
        this.seen = seen;
        this.advice = advice;
    }

    /** Returns whether an answer says that an API server could not call a webhook. */
    static boolean isIn(String words) {
        return words.contains("failed calling webhook");
    }

    /** Returns the failure that the words of an API server are about. */
    static CallFailure of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(failure ->
                        failure.marks.stream().anyMatch(mark -> lower.contains(mark.toLowerCase(Locale.ROOT))))
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns what is the matter, without a full stop. */
    String seen() {
        return seen;
    }

    /** Returns what to do on any platform, in one or two sentences. */
    String advice() {
        return advice;
    }
}
