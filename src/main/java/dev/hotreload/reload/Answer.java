package dev.hotreload.reload;

/**
 * What Prometheus, or something in front of it, answers.
 *
 * @param status of HTTP
 * @param body up to the limit of {@link Exchange}
 */
record Answer(int status, String body) {

    private static final int OK = 200;
    private static final int LONGEST_MESSAGE = 500;

    boolean isOk() {
        return status == OK;
    }

    /** Returns the body as one line; of a page for browsers, and of nothing, that it is that. */
    String described() {
        String message = message();
        if (message.isEmpty()) {
            return "it does not say why.";
        }
        return message.startsWith("<") ? "a page for browsers." : message;
    }

    /** Returns the body as one line, shortened, with one space for each run of white space. */
    String message() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < body.length() && line.length() < LONGEST_MESSAGE; i++) {
            char c = body.charAt(i);
            boolean space = Character.isWhitespace(c);
            boolean again = line.length() == 0 || line.charAt(line.length() - 1) == ' ';
            if (!space) {
                line.append(c);
            } else if (!again) {
                line.append(' ');
            }
        }
        String said = line.toString().strip();
        return line.length() < LONGEST_MESSAGE ? said : said + "...";
    }
}
