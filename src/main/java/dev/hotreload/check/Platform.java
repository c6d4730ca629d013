package dev.hotreload.check;

import java.util.Optional;

/**
 * What a cluster runs on, as far as it matters to an installation. The values of the chart and the components in
 * {@code manifests/components} have the same names.
 */
enum Platform {
    OPENSHIFT("OpenShift", "openshift", "OpenShift assigns user ids itself"),
    EKS_OVERLAY(
            "EKS with an overlay network",
            "eks-overlay-cni",
            "the control plane of EKS does not reach pods of an overlay network"),
    FARGATE("EKS on Fargate", "fargate", "on Fargate port 10250 of a pod is the kubelet's"),
    AKS("AKS", "aks", "AKS writes expressions of its own into the namespaceSelector of every webhook"),
    EKS("EKS", "", ""),
    GKE("GKE", "", ""),
    OTHER("", "", "");

    private final String title;
    private final String value;
    private final String why;

    Platform(String title, String value, String why) {
        this.title = title;
        this.value = value;
        this.why = why;
    }

    /** Returns how people call it; empty for one that needs nothing of its own. */
    String title() {
        return title;
    }

    /** Returns the sentence that says which value an installation needs here and why; empty when it needs none. */
    Optional<String> setting() {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of("Set platform=" + value + " (helm --set, or the component manifests/components/" + value
                        + "): " + why + ".");
    }

    /** Returns what may have caused a call to fail here; empty when the platform has nothing to do with it. */
    Optional<String> trap(CallFailure failure) {
        boolean network = switch (failure) {
            case REFUSED, NO_ROUTE, NO_ANSWER -> true;
            case NO_ENDPOINTS, NO_SERVICE, EXPIRED, WRONG_NAME, UNTRUSTED, NO_TLS, NO_HOST, NO_AGENT, OTHER -> false;
        };
        return switch (this) {
            case EKS_OVERLAY -> network ? setting() : Optional.empty();
            // The kubelet answers there with a certificate of its own.
            case FARGATE ->
                network || failure == CallFailure.UNTRUSTED || failure == CallFailure.WRONG_NAME
                        ? setting()
                        : Optional.empty();
            case GKE ->
                network
                        ? Optional.of("The firewall of a private GKE cluster lets its control plane reach ports 443 and"
                                + " 10250 of the nodes only: use port 10250, or add a rule.")
                        : Optional.empty();
            case OPENSHIFT, AKS, EKS, OTHER -> Optional.empty();
        };
    }
}
