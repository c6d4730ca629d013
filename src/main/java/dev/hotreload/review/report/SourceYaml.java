package dev.hotreload.review.report;

import java.util.ArrayList;
import java.util.List;

/** The values that {@link dev.hotreload.review.Remedy#source} names, as YAML to copy. */
final class SourceYaml {

    private static final String SET = ", set ";
    private static final String KEEP = "; keep what is there.";

    private SourceYaml() {}

    /** Returns where the values belong, for example {@code In chart prometheus}; all of a sentence of another form. */
    static String where(String source) {
        int set = source.indexOf(SET);
        return set < 0 ? source : source.substring(0, set);
    }

    /** Returns the YAML; empty for a sentence of another form. */
    static String of(String source) {
        int set = source.indexOf(SET);
        if (set < 0) {
            return "";
        }
        String values = source.substring(set + SET.length());
        String end = values.endsWith(KEEP) ? KEEP : ".";
        List<String> lines = new ArrayList<>();
        for (String value : values.substring(0, values.length() - end.length()).split(" and ", -1)) {
            add(lines, value);
        }
        return String.join("\n", lines);
    }

    /** Adds {@code a.b: c} as two lines, the first one only where it is not the same as that of the value before. */
    private static void add(List<String> lines, String value) {
        int colon = value.indexOf(": ");
        String[] path = value.substring(0, colon).split("\\.", 2);
        String parent = path[0] + ":";
        if (!lines.contains(parent)) {
            lines.add(parent);
        }
        lines.add("  " + path[path.length - 1] + value.substring(colon));
    }
}
