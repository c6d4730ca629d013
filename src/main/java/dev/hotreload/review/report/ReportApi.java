package dev.hotreload.review.report;

/** The Kubernetes APIs for the results of policies, which dashboards read. Their results have the same fields. */
public enum ReportApi {
    /** OpenReports (github.com/openreports/reports-api, config/crd). */
    OPENREPORTS("openreports.io", "v1alpha1", "reports", "Report"),
    /** Its predecessor (github.com/kubernetes-sigs/wg-policy-prototypes, policy-report/crd/v1alpha2). */
    POLICYREPORT("wgpolicyk8s.io", "v1alpha2", "policyreports", "PolicyReport");

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;

    ReportApi(String group, String version, String plural, String kind) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
    }

    /** Returns the API group. */
    public String group() {
        return group;
    }

    /** Returns the version of the API group. */
    public String version() {
        return version;
    }

    /** Returns the resource of reports about a namespace, as it stands in paths and roles. */
    public String plural() {
        return plural;
    }

    /** Returns the kind of reports about a namespace. */
    public String kind() {
        return kind;
    }

    String apiVersion() {
        return group + "/" + version;
    }

    /** Returns the kind of reports about what has no namespace. */
    String clusterKind() {
        return "Cluster" + kind;
    }
}
