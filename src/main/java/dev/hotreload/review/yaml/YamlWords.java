package dev.hotreload.review.yaml;

import java.util.List;

/** The words of the YAML parser for what it finds in a text, in the words of whoever wrote the text. */
final class YamlWords {

    /** Source: snakeyaml-engine tokens/Token.java, {@code ID}. The parser puts some of them into quotes. */
    private static final List<Word> WORDS = List.of(
            new Word("<stream end>", "the end of the file"),
            new Word("<stream start>", "the start of the file"),
            new Word("<document start>", "---"),
            new Word("<document end>", "..."),
            new Word("<block end>", "the end of the indented block"),
            new Word("<block mapping start>", "a mapping"),
            new Word("<block sequence start>", "a list"),
            new Word("<scalar>", "a value"),
            new Word("<anchor>", "an anchor (&)"),
            new Word("<alias>", "an alias (*)"),
            new Word("<tag>", "a tag (!)"),
            new Word("<directive>", "a directive (%)"),
            new Word("<comment>", "a comment"));

    private record Word(String parser, String plain) {}

    private YamlWords() {}

    /**
     * What the parser repeats after these words stands in the text, and may be a secret that begins with an asterisk.
     */
    private static final List<Word> REPEATING = List.of(
            new Word("found undefined alias", "found an alias (*) of an anchor that does not exist"),
            new Word("found duplicate anchor", "found an anchor (&) twice"),
            new Word("found undefined tag handle", "found a tag (!) that is not known"));

    /** Returns what the parser says, in plain words. */
    static String plain(String problem) {
        for (Word repeating : REPEATING) {
            if (problem.startsWith(repeating.parser())) {
                return repeating.plain();
            }
        }
        String text = problem;
        for (Word word : WORDS) {
            text = text.replace("'" + word.parser() + "'", word.plain()).replace(word.parser(), word.plain());
        }
        return text;
    }
}
