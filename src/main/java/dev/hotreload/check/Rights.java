package dev.hotreload.check;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Checks that whoever asks may install: the API server is asked about each right, and nothing is changed. */
record Rights(KubernetesClient client, String namespace) {

    private static final List<String> VERBS = List.of("create", "patch");

    private static final List<Kind> COMMON = List.of(
            new Kind("", "serviceaccounts", Scope.NAMESPACE),
            new Kind("", "configmaps", Scope.NAMESPACE),
            new Kind("", "services", Scope.NAMESPACE),
            new Kind("apps", "deployments", Scope.NAMESPACE),
            new Kind("policy", "poddisruptionbudgets", Scope.NAMESPACE),
            new Kind("networking.k8s.io", "networkpolicies", Scope.NAMESPACE),
            new Kind("admissionregistration.k8s.io", "mutatingwebhookconfigurations", Scope.CLUSTER));

    private static final List<Kind> SELF_MANAGED = List.of(
            new Kind("rbac.authorization.k8s.io", "roles", Scope.NAMESPACE),
            new Kind("rbac.authorization.k8s.io", "rolebindings", Scope.NAMESPACE),
            new Kind("rbac.authorization.k8s.io", "clusterroles", Scope.CLUSTER),
            new Kind("rbac.authorization.k8s.io", "clusterrolebindings", Scope.CLUSTER),
            new Kind("admissionregistration.k8s.io", "validatingadmissionpolicies", Scope.CLUSTER),
            new Kind("admissionregistration.k8s.io", "validatingadmissionpolicybindings", Scope.CLUSTER));

    private enum Scope {
        NAMESPACE,
        CLUSTER
    }

    private record Kind(String group, String plural, Scope scope) {}

    Step step() {
        List<String> common = missing(COMMON);
        if (!common.isEmpty()) {
            return new Step.Failed(
                    "rights to install are missing: " + String.join(", ", common),
                    "Use an account with these rights, cluster-admin for example, or ask for them.");
        }
        List<String> selfManaged = missing(SELF_MANAGED);
        return selfManaged.isEmpty()
                ? new Step.Passed("this account may create and change all objects of an installation")
                : new Step.Failed(
                        "rights to install self-managed certificates are missing: " + String.join(", ", selfManaged),
                        "Use an account with these rights, or bring a certificate: manifests/overlays/secret and"
                                + " cert-manager need none of them.");
    }

    private List<String> missing(List<Kind> kinds) {
        return kinds.stream()
                .flatMap(kind -> VERBS.stream()
                        .filter(verb -> !isAllowed(verb, kind))
                        .map(verb -> verb + " " + kind.plural()
                                + (kind.scope() == Scope.NAMESPACE ? " in " + namespace : "")))
                .toList();
    }

    private boolean isAllowed(String verb, Kind kind) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(kind.group())
                .withResource(kind.plural())
                .withVerb(verb)
                .withNamespace(kind.scope() == Scope.NAMESPACE ? namespace : "")
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
