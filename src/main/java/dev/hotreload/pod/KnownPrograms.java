package dev.hotreload.pod;

import java.util.Set;

/** The names of programs that the engine knows, for rules that are written in another language. */
public final class KnownPrograms {

    private KnownPrograms() {}

    /** Returns the programs that are not Prometheus, whatever flags they have; also with {@code prometheus-} before. */
    public static Set<String> others() {
        return OtherProgram.NAMES;
    }

    /** Returns the launchers that start the program after so many operands of their own. */
    public static Set<String> launchers(int operands) {
        return Launcher.withOperands(operands);
    }
}
