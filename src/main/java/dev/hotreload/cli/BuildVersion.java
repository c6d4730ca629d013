package dev.hotreload.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class BuildVersion implements IVersionProvider {

    /** Returns the version, for example {@code 0.1.0}. */
    static String number() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(BuildVersion.class.getResourceAsStream("/version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from the jar", e);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"hot-reload " + number()};
    }
}
