package dev.hotreload.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many of something there may be: 1 or more. */
final class CountConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        int count = number(text);
        if (count == 0) {
            throw new TypeConversionException("the number has to be 1 or more");
        }
        return count;
    }

    /** Reads a whole number of at most nine digits, 0 or more. */
    static int number(String text) {
        return upTo(999_999_999, text);
    }

    /** Reads a whole number from 0 to the given one, which has at most nine digits. */
    static int upTo(int most, String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new TypeConversionException("this is not a whole number from 0 to " + most);
        }
        return Integer.parseInt(text);
    }
}
