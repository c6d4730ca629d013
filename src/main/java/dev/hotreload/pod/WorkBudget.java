package dev.hotreload.pod;

/**
 * How much work one pod may cost, whatever is written in it: a unit for each character that an expansion copies, each
 * word of a shell line, and each pair of a Prometheus container and a target that is judged. A pod of ordinary size
 * needs some thousand units. Work that goes beyond the budget stops early, and its result must not be used.
 */
public final class WorkBudget {

    /** Linux refuses to start a program with a string of more than 128 KiB, or 2 MiB in all (execve(2)). */
    private static final long UNITS = 1L << 20;

    /** A word costs some fifty bytes besides its characters. */
    private static final long WORD = 32;

    private static final long PAIR = 256;

    private long left = UNITS;

    /** Pays for characters that are copied; returns whether the budget allows it. */
    boolean spendCharacters(long characters) {
        return spend(characters);
    }

    /** Pays for a word that is kept; returns whether the budget allows it. */
    boolean spendWord(long characters) {
        return spend(WORD + characters);
    }

    /** Pays for judging one target against one Prometheus container; returns whether the budget allows it. */
    public boolean spendPair() {
        return spend(PAIR);
    }

    /** Returns whether more was asked for than there was. */
    public boolean isExhausted() {
        return left < 0;
    }

    private boolean spend(long units) {
        // Once it is exhausted it stays so, and nothing that is asked for can make it overflow.
        left = left < 0 ? left : left - units;
        return left >= 0;
    }
}
