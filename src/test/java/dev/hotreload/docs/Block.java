package dev.hotreload.docs;

import java.nio.file.Path;
import java.util.List;

/**
 * A block of code on a page.
 *
 * @param line the number of its first line
 * @param language what follows the fence, for example {@code sh}
 * @param comment the comment in the line before the fence, or nothing
 */
public record Block(Path file, int line, String language, List<String> lines, String comment) {

    public boolean isCommands() {
        return language.equals("sh");
    }

    /** Returns what a test does with the commands. */
    public Mark mark() {
        return Mark.of(comment, this);
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Returns its commands, each in one line. */
    public List<String> commands() {
        return text().replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceAll("  +", " "))
                .toList();
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
