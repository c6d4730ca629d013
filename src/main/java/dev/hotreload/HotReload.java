package dev.hotreload;

import dev.hotreload.cli.RootCommand;

/** The program {@code hot-reload}. */
public final class HotReload {

    private HotReload() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(RootCommand.commandLine(System.getenv(), arguments).execute(arguments));
    }
}
