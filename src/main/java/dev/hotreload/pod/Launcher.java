package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program that runs the program after its own options, and passes on all arguments after that. What is appended to
 * the container's arguments reaches the last program. Source: the manual page of each; {@code env}, {@code tini} and
 * {@code dumb-init} were run.
 */
enum Launcher {
    TINI("tini", 0, "-p", "-e"),
    TINI_STATIC("tini-static", 0, "-p", "-e"),
    DUMB_INIT("dumb-init", 0, "-r", "--rewrite"),
    CATATONIT("catatonit", 0),
    ENV("env", 0, "-u", "--unset", "-C", "--chdir"),
    NICE("nice", 0, "-n", "--adjustment"),
    NOHUP("nohup", 0),
    SETPRIV(
            "setpriv",
            0,
            "--reuid",
            "--regid",
            "--ruid",
            "--rgid",
            "--euid",
            "--egid",
            "--groups",
            "--inh-caps",
            "--ambient-caps",
            "--bounding-set",
            "--securebits",
            "--pdeathsig",
            "--selinux-label",
            "--apparmor-profile"),
    SETSID("setsid", 0),
    STDBUF("stdbuf", 0, "-i", "--input", "-o", "--output", "-e", "--error"),
    SU_EXEC("su-exec", 1),
    GOSU("gosu", 1),
    VAULT_ENV("vault-env", 0),
    SECRETS_INIT("secrets-init", 0);

    /**
     * Those that look for options up to the end of their arguments, the program's among them, unless {@code --} stands
     * before the program: they use glibc's {@code getopt} as it is. Run: {@code tini true --version}.
     */
    private static final Set<String> PERMUTING = Set.of("tini", "tini-static", "catatonit");

    /** Reads its program from one string, as a shell would. */
    private static final Set<String> SPLITTING = Set.of("-S", "--split-string");

    private static final Map<String, Launcher> BY_PROGRAM = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(launcher -> launcher.program, launcher -> launcher));

    private final String program;
    private final int operands;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing can change
    private final Set<String> optionsWithValue;

    /**
     * A launcher.
     *
     * @param operands how many words, such as the name of a user, stand before the program
     * @param optionsWithValue those whose value may be an argument of its own
     */
    Launcher(String program, int operands, String... optionsWithValue) {
        this.program = program;
        this.operands = operands;
        this.optionsWithValue = Set.of(optionsWithValue);
    }

    /** Returns the names of the launchers with so many operands. */
    static Set<String> withOperands(int operands) {
        return Arrays.stream(values())
                .filter(launcher -> launcher.operands == operands)
                .map(launcher -> launcher.program)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the index of the program that is run in the end.
     *
     * @param argv a program and its arguments
     * @return the size of the list when a launcher names none
     */
    static int programIn(List<Argument> argv) {
        int index = 0;
        while (index < argv.size()) {
            Optional<Launcher> launcher = named(Invocation.baseName(argv.get(index)));
            if (launcher.isEmpty()) {
                return index;
            }
            index = launcher.get().skipOwn(argv, index + 1);
        }
        return argv.size();
    }

    private static Optional<Launcher> named(String baseName) {
        return Optional.ofNullable(BY_PROGRAM.get(baseName));
    }

    /** Returns the index after this launcher's options and operands. */
    private int skipOwn(List<Argument> argv, int start) {
        int index = start;
        boolean options = true;
        boolean ended = false;
        while (index < argv.size() && options) {
            String text = argv.get(index).text();
            if (SPLITTING.contains(text)) {
                return argv.size();
            }
            ended = text.equals("--");
            options = text.startsWith("-") && !ended;
            if (options || ended) {
                index += optionsWithValue.contains(text) ? 2 : 1;
            }
        }
        if (PERMUTING.contains(program) && !ended && !hasOption(argv, index)) {
            return argv.size();
        }
        while (this == ENV
                && index < argv.size()
                && isAssignment(argv.get(index).text())) {
            index++;
        }
        return Math.min(index + operands, argv.size());
    }

    /** Where there is one already and the pod runs, the launcher is built in another way and passes it on. */
    private static boolean hasOption(List<Argument> argv, int start) {
        return argv.stream().skip(start).anyMatch(argument -> argument.startsWith("-"));
    }

    private static boolean isAssignment(String text) {
        return text.indexOf('=') > 0;
    }
}
