package dev.hotreload.check;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out which platform a cluster runs on, from what the API server shows to whoever asks. */
record PlatformProbe(KubernetesClient client) {

    /** The label of a Fargate node (docs.aws.amazon.com/eks, fargate-profile). */
    private static final String COMPUTE = "eks.amazonaws.com/compute-type";

    /** Every OpenShift has this API group (docs.openshift.com, config.openshift.io). */
    private static final String OPENSHIFT = "config.openshift.io";

    /**
     * Returns the platform. Never throws for what the API server answers: what it refuses to show is taken as not
     * there.
     *
     * @param version of the API server, whose suffix names EKS and GKE
     */
    Platform platform(String version) {
        if (version.contains("-gke.")) {
            return Platform.GKE;
        }
        if (version.contains("-eks-")) {
            return eks();
        }
        if (client.getMasterUrl().getHost().endsWith(".azmk8s.io") || hasNode("kubernetes.azure.com/cluster")) {
            return Platform.AKS;
        }
        return shown(() -> client.hasApiGroup(OPENSHIFT, true)).orElse(false) ? Platform.OPENSHIFT : Platform.OTHER;
    }

    private Platform eks() {
        List<Node> nodes = shown(() -> client.nodes().list().getItems()).orElse(List.of());
        boolean fargate = !nodes.isEmpty()
                && nodes.stream()
                        .allMatch(node ->
                                "fargate".equals(node.getMetadata().getLabels().get(COMPUTE)));
        if (fargate) {
            return Platform.FARGATE;
        }
        if (hasNode("eks.amazonaws.com/compute-type=auto")) {
            // EKS Auto Mode runs the VPC CNI itself, without a DaemonSet.
            return Platform.EKS;
        }
        // The VPC CNI is this DaemonSet; without it another network plugin gives the pods their addresses.
        return shown(() -> client.apps()
                                .daemonSets()
                                .inNamespace("kube-system")
                                .list()
                                .getItems())
                        .filter(all -> all.stream()
                                .noneMatch(one -> one.getMetadata().getName().equals("aws-node")))
                        .isPresent()
                ? Platform.EKS_OVERLAY
                : Platform.EKS;
    }

    private boolean hasNode(String label) {
        return shown(() -> client.nodes().withLabelSelector(label).list().getItems())
                .filter(nodes -> !nodes.isEmpty())
                .isPresent();
    }

    private static <T> Optional<T> shown(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (KubernetesClientException e) {
            // Not allowed, or not there: the platform is a hint only.
            return Optional.empty();
        }
    }
}
