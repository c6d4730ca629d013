package dev.hotreload.review.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The unified diff of a fixed manifest, as {@code git apply} and {@code patch -p1} read it. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final String NO_LINE_BREAK = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** Returns the diff; empty when nothing has changed. */
    public static String of(FixedManifest manifest) {
        List<String> before = lines(manifest.before());
        var patch = DiffUtils.diff(before, lines(manifest.after()));
        String name = fromHere(manifest.name());
        int context = CONTEXT;
        List<String> diff = List.of();
        do {
            diff = UnifiedDiffUtils.generateUnifiedDiff(
                    GitName.of("a/" + name), GitName.of("b/" + name), before, patch, context);
        } while (isOfValues(manifest) && showsSecret(diff) && context-- > 0);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }

    private static boolean isOfValues(FixedManifest manifest) {
        return manifest.changes().stream().anyMatch(change -> change.pod().isOfValues());
    }

    /** Returns whether a line around a change may hold a secret; fewer lines are shown then. */
    private static boolean showsSecret(List<String> diff) {
        return diff.stream().anyMatch(line -> line.startsWith(" ") && SecretLine.mayHoldSecret(line));
    }

    /** Returns the lines around one change, with a space or a plus before each, and without a heading. */
    public static String excerpt(FixedManifest manifest, FixedManifest.Change change) {
        String text = manifest.before();
        int at = change.insertion().at();
        int start = at;
        int end = at;
        for (int i = 0; i <= CONTEXT && start >= 0; i++) {
            start = text.lastIndexOf('\n', start - 1);
        }
        for (int i = 0; i <= CONTEXT && end < text.length(); i++) {
            int feed = text.indexOf('\n', end);
            end = feed < 0 ? text.length() : feed + 1;
        }
        String around = text.substring(start + 1, end);
        String changed = text.substring(start + 1, at)
                + change.insertion().text()
                + text.substring(at + change.insertion().instead(), end);
        List<String> before = lines(around);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "", "", before, DiffUtils.diff(before, lines(changed)), 2 * CONTEXT);
        return diff.subList(3, diff.size()).stream()
                .filter(line -> !change.pod().isOfValues() || !line.startsWith(" ") || !SecretLine.mayHoldSecret(line))
                .collect(Collectors.joining("\n"))
                .replace("\r", "");
    }

    /** A last line without a line break carries the words that say so, so that it differs from one that has it. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int last = lines.size() - 1;
        if (lines.get(last).isEmpty()) {
            lines.remove(last);
        } else {
            lines.set(last, lines.get(last) + NO_LINE_BREAK);
        }
        return lines;
    }

    /** Returns a name from the folder in which the command runs; from the root where the file is elsewhere. */
    private static String fromHere(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here)
                ? here.relativize(path).toString()
                : path.toString().substring(1);
    }
}
