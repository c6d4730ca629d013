package dev.hotreload.cli;

import dev.hotreload.cluster.Kubeconfig;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What completion asks for when {@code --context} is completed: the names of the contexts, one a line, of the
 * kubeconfig that the command line names. The shells compare no names themselves: bash would expand what stands in
 * them.
 */
@Command(name = ContextsCommand.NAME, hidden = true, description = "Print the contexts that start with a word.")
final class ContextsCommand implements Runnable {

    static final String NAME = "__contexts";

    private static final String OPTION = "--kubeconfig";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = OPTION, hidden = true, description = "From the environment, where the line names none.")
    private @Nullable Path kubeconfig;

    @Parameters(arity = "1", paramLabel = "START", description = "How the names start.")
    private String start = "";

    @Parameters(arity = "0..*", index = "1..*", paramLabel = "WORD", description = "The words of the command line.")
    private List<String> words = List.of();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Kubeconfig.contexts(named(), System.getenv()).stream()
                .filter(name -> name.startsWith(start) && name.chars().noneMatch(Character::isISOControl))
                .forEach(out::println);
        out.flush();
    }

    private Optional<Path> named() {
        try {
            return value().map(this::path).or(() -> Optional.ofNullable(kubeconfig));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the value of the option on the line; bash makes words of their own of it and of an equals sign. */
    private Optional<String> value() {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(OPTION + "=")) {
                return Optional.of(words.get(i).substring(OPTION.length() + 1));
            }
            if (words.get(i).equals(OPTION)) {
                return words.stream()
                        .skip(i + 1L)
                        .filter(word -> !word.equals("="))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static String home() {
        return System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
    }

    /** Reads a path as it is typed, with what the shell has not yet expanded. */
    private Path path(String typed) {
        String bare = typed.replaceAll("[\"'\\\\]", "");
        return Path.of(bare.startsWith("~/") ? home() + bare.substring(1) : bare);
    }
}
