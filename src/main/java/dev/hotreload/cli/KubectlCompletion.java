package dev.hotreload.cli;

/**
 * The program {@code kubectl_complete-hot_reload}: kubectl, in every shell, runs it with the words after {@code kubectl
 * hot-reload} and reads one candidate per line, then a directive (kubernetes.io, "Extend kubectl with plugins").
 */
final class KubectlCompletion {

    static final String DESCRIPTION = "Print the program that completes this plugin in every shell that completes"
            + " kubectl. Save it as kubectl_complete-hot_reload in a folder of your PATH, and make it executable.";

    /** The function of the script completes at a prompt of bash; here it gets the words without one. */
    private static final String RUN = """

            COMP_WORDS=(kubectl-hot_reload "$@")
            COMP_CWORD=$#
            COMPREPLY=()
            _complete_hot-reload
            if [ ${#COMPREPLY[@]} -gt 0 ]; then
                printf '%s\\n' "${COMPREPLY[@]}"
            fi
            echo :0
            """;

    private KubectlCompletion() {}

    /** Returns a program for bash from the script that completes the command there. */
    static String of(String bashScript) {
        return "#!/usr/bin/env bash\ncompopt() { :; }\n" + bashScript + RUN;
    }
}
