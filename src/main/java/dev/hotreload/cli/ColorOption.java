package dev.hotreload.cli;

import dev.hotreload.usage.Terminal;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that switches colours on and off, one for all commands that have them. */
final class ColorOption {

    enum When {
        auto,
        always,
        never
    }

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "When the output has colours. auto: at a terminal, unless NO_COLOR is set. Default: auto.")
    private When when = When.auto;

    /** Returns whether the standard output has colours. */
    boolean isOn() {
        return isOn(when, Terminal.OUTPUT.isThere(), System.getenv());
    }

    /** Decides as no-color.org asks; a terminal that calls itself dumb has no colours (terminfo, {@code dumb}). */
    static boolean isOn(When when, boolean terminal, Map<String, String> environment) {
        return switch (when) {
            case always -> true;
            case never -> false;
            case auto ->
                terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        };
    }
}
