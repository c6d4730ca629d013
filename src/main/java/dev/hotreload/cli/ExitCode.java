package dev.hotreload.cli;

/** The exit codes of the commands. */
final class ExitCode {

    static final int OK = 0;

    /** Something would be patched, as {@code kubectl diff} says that something differs. */
    static final int PATCH = 1;

    /** A step of a check failed. */
    static final int FAILED_STEP = 1;

    /** Prometheus refused to reload. */
    static final int REFUSED = 1;

    /** A verdict is not the recorded one. */
    static final int DIFFERENT = 1;

    /** Bad usage, unreadable input, no access, internal error. */
    static final int ERROR = 2;

    /** Something is blocked and needs a person. */
    static final int BLOCKED = 3;

    private ExitCode() {}
}
