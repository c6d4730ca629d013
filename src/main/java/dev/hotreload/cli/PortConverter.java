package dev.hotreload.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a port, 0 to 65535. */
final class PortConverter implements ITypeConverter<Integer> {

    private static final int MOST = 65_535;

    @Override
    public Integer convert(String text) {
        int port = CountConverter.number(text);
        if (port > MOST) {
            throw new TypeConversionException("a port is a number from 0 to 65535");
        }
        return port;
    }
}
