package dev.hotreload.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads the number of a port, 0 to 65535. */
final class PortConverter implements ITypeConverter<Integer> {

    private static final int MOST = 65_535;

    @Override
    public Integer convert(String text) {
        return CountConverter.upTo(MOST, text);
    }
}
