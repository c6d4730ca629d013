package dev.hotreload.cluster;

import dev.hotreload.usage.SafeText;

/**
 * Why an API server did not give what it was asked for, in the words of every command that asks one.
 *
 * @param address of the API server, with the context that names it
 * @param what it did, without a full stop
 * @param advice what to do, one sentence
 */
public record ApiFailure(String address, String what, String advice) {

    private static final int LONGEST = 600;

    /**
     * A right that is missing, as Kubernetes words it (k8s.io/apiserver, {@code endpoints/handlers/responsewriters}).
     */
    private static final String MISSING_RIGHT = " cannot ";

    /** Returns what happened, without a full stop. */
    public String seen() {
        return address + " " + what;
    }

    /** Returns what all parts say together. */
    public String sentences() {
        return address + " " + withoutAddress();
    }

    /** Returns the same for a line that begins with the address. */
    public String withoutAddress() {
        return what + ". " + advice;
    }

    /**
     * Returns the failure that an answer stands for.
     *
     * @param address of the API server
     * @param asked what was asked for: a path, or what was to be done
     * @param code of HTTP, not 2xx
     * @param message the API server's own; empty where it gave none
     */
    static ApiFailure answered(String address, String asked, int code, String message) {
        String said = message.isBlank() ? "" : ": " + shortened(message);
        String answers = "answers " + code + " to " + asked;
        return switch (code) {
            case 401 ->
                new ApiFailure(
                        address,
                        "does not accept the credentials (401)",
                        "Log in again, or choose another context with --context.");
            case 403 -> new ApiFailure(address, answers + said, advice(message));
            case 404 ->
                new ApiFailure(
                        address,
                        answers + ": not a Kubernetes API server",
                        "Check the server's address in the kubeconfig.");
            case 301, 302, 303, 307, 308 ->
                new ApiFailure(
                        address,
                        answers + ", a redirect: not a Kubernetes API server",
                        "Check that the address is the API server's own, and not a proxy's.");
            case 429, 503 -> new ApiFailure(address, answers + said, "It is overloaded or starting: try again.");
            default ->
                new ApiFailure(
                        address,
                        answers + said,
                        "Try again; if that does not help, the API server's log has the reason.");
        };
    }

    /** Returns the advice for a 403: the account lacks a right, or a policy of the cluster refuses the object. */
    private static String advice(String message) {
        return message.isBlank() || message.contains(MISSING_RIGHT)
                ? "Use an account with the right that is missing, or ask for it."
                : "A policy of the cluster refuses the object; name another namespace with --try-in.";
    }

    /** Returns the words of an API server, on one line, without the full stop at their end. */
    public static String shortened(String words) {
        String line = SafeText.line(words.strip());
        String bounded = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
        return bounded.endsWith(".") && !bounded.endsWith("...") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }
}
