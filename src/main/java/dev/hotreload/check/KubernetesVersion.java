package dev.hotreload.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that an API server knows what the manifests need. */
final class KubernetesVersion {

    /** matchConditions are on by default from here (kubernetes.io, feature gate AdmissionWebhookMatchConditions). */
    private static final int MATCH_CONDITIONS = 28;

    /** ValidatingAdmissionPolicy is stable from here. */
    private static final int ADMISSION_POLICIES = 30;

    private static final Pattern FORM = Pattern.compile("v?1\\.(\\d{1,4})\\D.*");

    private KubernetesVersion() {}

    /** @param version as the API server writes it, for example {@code v1.30.4-eks-a737599} */
    static Step of(String version) {
        Matcher matcher = FORM.matcher(version);
        if (!matcher.matches()) {
            return new Step.Passed("the version " + version + " is not known here; tested are 1.30 to 1.36");
        }
        int minor = Integer.parseInt(matcher.group(1));
        if (minor < MATCH_CONDITIONS) {
            return new Step.Failed(
                    "Kubernetes 1." + minor + " does not know matchConditions, which 1.28 brought",
                    "Install manifests/overlays/no-match-conditions, which needs none.");
        }
        return minor < ADMISSION_POLICIES
                ? new Step.Failed(
                        "Kubernetes 1." + minor + " has no ValidatingAdmissionPolicy, which self-managed certificates"
                                + " need",
                        "Install manifests/overlays/secret or cert-manager.")
                : new Step.Passed("Kubernetes 1." + minor + " has what every overlay needs");
    }
}
