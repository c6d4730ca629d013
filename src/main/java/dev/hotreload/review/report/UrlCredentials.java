package dev.hotreload.review.report;

/** Hides the user and the password of URLs in the lines of a file, which a report shows around a change. */
final class UrlCredentials {

    private static final String SCHEME_END = "://";
    private static final String HIDDEN = "***";

    private UrlCredentials() {}

    /** Returns the line with three stars for what stands between {@code ://} and {@code @} (RFC 3986, 3.2). */
    static String hidden(String line) {
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int at = line.indexOf(SCHEME_END); at >= 0; at = line.indexOf(SCHEME_END, copied)) {
            int start = at + SCHEME_END.length();
            int user = userEnd(line, start);
            text.append(line, copied, start).append(user > start ? HIDDEN : "");
            copied = user;
        }
        return text.append(line, copied, line.length()).toString();
    }

    /** Returns where the user info that starts at an index ends; the index itself where there is none. */
    private static int userEnd(String line, int start) {
        int user = start;
        for (int i = start; i < line.length() && "/?#\"' \t".indexOf(line.charAt(i)) < 0; i++) {
            user = line.charAt(i) == '@' ? i : user;
        }
        return user;
    }
}
