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
        if (!text.matches("[0-9]{1,9}")) {
            throw new TypeConversionException("this is not a whole number from 0 to 999999999");
        }
        return Integer.parseInt(text);
    }
}
