package dev.hotreload.pod;

/**
 * A flag of a program in Go that takes it with one dash or two.
 *
 * @param twoDashes for example {@code --reload-url}
 * @param oneDash for example {@code -reload-url}
 */
record ReloaderFlag(String twoDashes, String oneDash) {

    /** Returns the flag of this name, without dashes. */
    static ReloaderFlag named(String name) {
        return new ReloaderFlag("--" + name, "-" + name);
    }
}
