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

    /** Returns the text in green where there are colours. */
    String green(String text) {
        return isOn() ? "\u001B[32m" + text + "\u001B[0m" : text;
    }

    /** Returns the text in bold where there are colours. */
    String bold(String text) {
        return isOn() ? "\u001B[1m" + text + "\u001B[0m" : text;
    }

    /** Returns the text in bold red where there are colours. */
    String red(String text) {
        return isOn() ? "\u001B[1;31m" + text + "\u001B[0m" : text;
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
