package dev.hotreload.review.input;

import java.util.List;

/** Recognizes the templates of Helm charts, which are not YAML, or are YAML only by chance. */
public final class ChartTemplate {

    /** What to do with a template. */
    public static final String ADVICE = "this is a template of a Helm chart; review what it renders"
            + " (helm template NAME CHART | hot-reload review -), and set the flags in its values"
            + " (chart prometheus: server.extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]).";

    private static final String OPEN = "{{";
    private static final List<String> OF_A_CHART = List.of(".Values", ".Release", ".Chart", "include \"");

    private ChartTemplate() {}

    /** Returns whether a text that is not YAML has an action of a template in it. */
    static boolean hasAction(String text) {
        for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + 1)) {
            if (at + 2 < text.length() && mayStartAction(text.charAt(at + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayStartAction(char c) {
        return Character.isWhitespace(c) || Character.isLetterOrDigit(c) || "-.$\"(_".indexOf(c) >= 0;
    }

    /**
     * Returns whether a text, even if it is YAML, is a template of a chart: one of its actions uses what only charts
     * have. Templates of Prometheus' and Alertmanager's own look much the same, and stand in manifests.
     */
    public static boolean isIn(String text) {
        int at = text.indexOf(OPEN);
        while (at >= 0) {
            int close = text.indexOf('}', at);
            String action = text.substring(at, close < 0 ? text.length() : close);
            if (OF_A_CHART.stream().anyMatch(word -> isWordIn(action, word))) {
                return true;
            }
            // An action ends at the first brace, so that every character is looked at once.
            at = close < 0 ? -1 : text.indexOf(OPEN, close);
        }
        return false;
    }

    private static boolean isWordIn(String action, String word) {
        for (int at = action.indexOf(word); at >= 0; at = action.indexOf(word, at + 1)) {
            int end = at + word.length();
            if (end == action.length() || !Character.isLetterOrDigit(action.charAt(end)) || word.endsWith("\"")) {
                return true;
            }
        }
        return false;
    }
}
