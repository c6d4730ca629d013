package dev.hotreload.policy;

/** What kind of policy to write, as on the command line. Each has a template of its name in this package. */
public enum PolicyFormat {
    /** Patches pods in the API server, and warns about the rest. */
    mutatingadmissionpolicy,
    /** The same for Kyverno. */
    kyverno,
    /** Only warns. */
    validatingadmissionpolicy;

    /**
     * Returns the policies as YAML, with comments.
     *
     * @param version of this program, for the first comment
     */
    public String yaml(String version) {
        return new Template(new Facts(version)).fill(name()) + "\n";
    }
}
