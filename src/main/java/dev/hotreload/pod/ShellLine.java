package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A shell line as the words of its commands: backslash-newline is joined, quotes are dropped, redirections and comments
 * are left away. Source: POSIX.1-2017, Shell Command Language, 2.2, 2.3, 2.7 and 2.10; no value is expanded and no word
 * is run.
 *
 * <p>{@code set -eu; exec /bin/prometheus --config.file=/x > /log} has the commands {@code set -eu} and {@code exec
 * /bin/prometheus --config.file=/x}.
 */
final class ShellLine {

    /** Words after which a command begins. */
    private static final Set<String> BEFORE_COMMAND = Set.of(
            "if", "then", "elif", "else", "while", "until", "do", "{", "!", "time", "exec", "command", "builtin");

    private static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "dash", "ksh", "zsh", "busybox", "su");

    private final String text;
    private final WorkBudget budget;
    private final List<List<Argument>> commands = new ArrayList<>();
    private List<Argument> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean skipsWord;
    private int index;

    private ShellLine(String text, WorkBudget budget) {
        this.text = text;
        this.budget = budget;
    }

    /** Returns whether a token is read as a shell line too: it holds blanks. */
    static boolean is(Argument token) {
        String text = token.text();
        return text.indexOf(' ') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0;
    }

    /** Returns the commands of a line, each with at least one word; fewer when the budget does not last. */
    static List<List<Argument>> commands(String text, WorkBudget budget) {
        ShellLine line = new ShellLine(text, budget);
        if (budget.spendCharacters(text.length())) {
            line.read();
        }
        return line.commands;
    }

    /** Returns the words of a command from its program on: without keywords, assignments and {@code exec}. */
    static List<Argument> fromProgram(List<Argument> command) {
        int index = 0;
        while (index < command.size() && isBeforeProgram(command, index)) {
            index++;
        }
        return command.subList(index, command.size());
    }

    private static boolean isBeforeProgram(List<Argument> command, int index) {
        String text = command.get(index).text();
        boolean option =
                text.startsWith("-") && index > 0 && command.get(index - 1).is("exec");
        return BEFORE_COMMAND.contains(text) || isAssignment(text) || option;
    }

    private static boolean isAssignment(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && text.substring(0, equals).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }

    private void read() {
        while (index < text.length() && !budget.isExhausted()) {
            char c = text.charAt(index);
            switch (c) {
                case '\\' -> escape();
                case '\'' -> singleQuotes();
                case '"' -> doubleQuotes();
                case '$' -> dollar();
                case '<', '>' -> redirection();
                case ';', '&', '|', '\n', '(', ')', '`' -> operator();
                case '#' -> hash();
                default -> {
                    if (c == ' ' || c == '\t' || c == '\r') {
                        endWord();
                    } else {
                        append(c);
                    }
                    index++;
                }
            }
        }
        endCommand();
    }

    private void escape() {
        boolean joins = index + 1 < text.length() && text.charAt(index + 1) == '\n';
        if (!joins && index + 1 < text.length()) {
            append(text.charAt(index + 1));
        }
        index += 2;
    }

    private void singleQuotes() {
        int close = text.indexOf('\'', index + 1);
        int end = close < 0 ? text.length() : close;
        append(index + 1, end);
        index = end + 1;
    }

    private void doubleQuotes() {
        inWord = true;
        index++;
        while (index < text.length() && text.charAt(index) != '"') {
            boolean escaped = text.charAt(index) == '\\' && index + 1 < text.length();
            boolean joins = escaped && text.charAt(index + 1) == '\n';
            if (escaped) {
                index++;
            }
            if (!joins) {
                append(text.charAt(index));
            }
            index++;
        }
        index++;
    }

    /** A reference or a substitution is a part of the word as it stands. */
    private void dollar() {
        append('$');
        index++;
        if (index < text.length() && text.charAt(index) == '(') {
            int start = index;
            int depth = 0;
            do {
                char c = text.charAt(index);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                index++;
            } while (index < text.length() && depth > 0);
            append(start, index);
        }
    }

    /** The number before an operator and the word after it belong to the redirection. */
    private void redirection() {
        if (inWord && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            word.setLength(0);
            inWord = false;
        }
        endWord();
        while (index < text.length() && "<>&|".indexOf(text.charAt(index)) >= 0) {
            index++;
        }
        while (index < text.length() && (text.charAt(index) == ' ' || text.charAt(index) == '\t')) {
            index++;
        }
        skipsWord = true;
    }

    private void operator() {
        boolean redirects = text.charAt(index) == '&' && text.startsWith(">", index + 1);
        if (redirects) {
            endWord();
            index++;
            return;
        }
        endCommand();
        index++;
    }

    private void hash() {
        if (inWord) {
            append('#');
            index++;
            return;
        }
        int end = text.indexOf('\n', index);
        index = end < 0 ? text.length() : end;
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void append(int start, int end) {
        inWord = true;
        word.append(text, start, end);
    }

    private void endWord() {
        if (inWord && !skipsWord && budget.spendWord(word.length())) {
            words.add(Argument.of(word.toString()));
        }
        skipsWord &= !inWord;
        inWord = false;
        word.setLength(0);
    }

    private void endCommand() {
        endWord();
        skipsWord = false;
        if (words.isEmpty()) {
            return;
        }
        commands.add(List.copyOf(words));
        List<Argument> ended = words;
        words = new ArrayList<>();
        nested(ended);
    }

    /** The line after {@code sh -c} holds commands of its own. */
    private void nested(List<Argument> command) {
        List<Argument> program = fromProgram(command);
        int start = Launcher.programIn(program);
        if (start >= program.size() || !SHELLS.contains(Invocation.baseName(program.get(start)))) {
            return;
        }
        for (int i = start + 1; i + 1 < program.size(); i++) {
            if (isCommandOption(program.get(i)) && is(program.get(i + 1))) {
                commands.addAll(commands(program.get(i + 1).text(), budget));
            }
        }
    }

    /** {@code -c}, alone or after other letters as in {@code -ec}. */
    private static boolean isCommandOption(Argument word) {
        return word.startsWith("-") && !word.startsWith("--") && word.tail().endsWith("c");
    }
}
