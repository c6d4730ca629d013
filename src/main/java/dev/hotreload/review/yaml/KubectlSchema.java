package dev.hotreload.review.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * What a word without quotes is to kubectl, helm and kustomize, which read YAML 1.1: {@code yes}, {@code on},
 * {@code 0o17}, {@code 1_000} and {@code .inf} are not strings there, and an API server refuses them as arguments.
 *
 * <p>Source: go-yaml v2.4 resolve.go, {@code resolve}, with which 60,000 random words were compared. A word that looks
 * like a date is a string, as kubectl decodes into untyped values (decode.go, {@code scalar}).
 */
final class KubectlSchema implements Schema {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Map<String, Tag> WORDS = words();

    /** More than any number of 64 bits has, sixty-four binary digits and zeros before them. */
    private static final int MOST_DIGITS = 128;

    private static Map<String, Tag> words() {
        Map<String, Tag> words = new HashMap<>();
        TRUE.forEach(word -> words.put(word, Tag.BOOL));
        List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
                .forEach(word -> words.put(word, Tag.BOOL));
        List.of("", "~", "null", "Null", "NULL").forEach(word -> words.put(word, Tag.NULL));
        List.of(".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF")
                .forEach(word -> words.put(word, Tag.FLOAT));
        words.put("<<", Tag.MERGE);
        return Map.copyOf(words);
    }

    @Override
    public ScalarResolver getScalarResolver() {
        return (value, plain) -> plain ? resolve(value) : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }

    /** Returns what a scalar without quotes is. */
    static Tag resolve(String value) {
        Tag word = WORDS.get(value);
        if (word != null) {
            return word;
        }
        char first = value.charAt(0);
        if (first != '.' && first != '+' && first != '-' && !isDigit(first, 10)) {
            return Tag.STR;
        }
        // Where a word starts with a digit or a sign underscores may stand anywhere; after a point only between digits.
        String digits = first == '.' && !separatesDigits(value) ? value : value.replace("_", "");
        if (integer(digits).isPresent()) {
            return Tag.INT;
        }
        return decimal(digits).isPresent() ? Tag.FLOAT : Tag.STR;
    }

    private static boolean separatesDigits(String value) {
        for (int at = value.indexOf('_'); at >= 0; at = value.indexOf('_', at + 1)) {
            if (at + 1 == value.length() || !isDigit(value.charAt(at - 1), 10) || !isDigit(value.charAt(at + 1), 10)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a boolean is true. */
    static boolean isTrue(String value) {
        return TRUE.contains(value);
    }

    /**
     * Returns a number, with infinities as what is not a number; what only an explicit tag makes a number stays text.
     */
    static JsonNode number(String value) {
        if (Tag.FLOAT.equals(WORDS.get(value))) {
            return JsonNodeFactory.instance.numberNode(Double.NaN);
        }
        String digits = value.replace("_", "");
        OptionalLong integer = integer(digits);
        if (integer.isPresent()) {
            return JsonNodeFactory.instance.numberNode(integer.getAsLong());
        }
        OptionalDouble decimal = decimal(digits);
        return decimal.isPresent()
                ? JsonNodeFactory.instance.numberNode(decimal.getAsDouble())
                : JsonNodeFactory.instance.textNode(value);
    }

    /**
     * Returns what Go's {@code strconv.ParseInt} or {@code ParseUint} makes of a text with base 0; empty where both
     * fail.
     */
    private static OptionalLong integer(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        int radix = radix(digits);
        String bare = radix == 10 ? digits : digits.substring(Character.isLetter(digits.charAt(1)) ? 2 : 1);
        if (bare.isEmpty() || bare.length() > MOST_DIGITS || !bare.chars().allMatch(c -> isDigit(c, radix))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    signed ? Long.parseLong(text.charAt(0) + bare, radix) : Long.parseUnsignedLong(bare, radix));
        } catch (NumberFormatException e) {
            // More than 64 bits.
            return OptionalLong.empty();
        }
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> isDigit(digits.charAt(1), 10) ? 8 : 10;
        };
    }

    /**
     * Returns what Go's {@code strconv.ParseFloat} makes of a decimal; empty for any other text, and for what is too
     * large.
     */
    private static OptionalDouble decimal(String text) {
        if (!isDecimal(text)) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Returns whether a text is {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
    private static boolean isDecimal(String text) {
        int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        int end = whole;
        int fraction = 0;
        if (end < text.length() && text.charAt(end) == '.') {
            int after = digits(text, end + 1);
            fraction = after - end - 1;
            end = after;
        }
        if (whole == at && fraction == 0) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            end = digits(text, exponent);
            return end > exponent && end == text.length();
        }
        return end == text.length();
    }

    /** Returns where the digits end that start at an index. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end), 10)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(int c, int radix) {
        return c < 128 && Character.digit(c, radix) >= 0;
    }
}
