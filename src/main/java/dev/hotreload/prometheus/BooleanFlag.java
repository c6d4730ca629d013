package dev.hotreload.prometheus;

/**
 * A flag of Prometheus that takes no value. kingpin gives it a {@code --no-} form, and makes Prometheus exit with "flag
 * … cannot be repeated" when the flag is given twice, or together with its {@code --no-} form. Source:
 * github.com/alecthomas/kingpin/v2 parser.go.
 *
 * @param argument that sets the flag, for example {@code --web.enable-lifecycle}
 * @param negation that clears it, for example {@code --no-web.enable-lifecycle}
 */
public record BooleanFlag(String argument, String negation) {

    /** Returns the flag of a name without dashes. */
    public static BooleanFlag named(String name) {
        return new BooleanFlag("--" + name, "--no-" + name);
    }
}
