package dev.hotreload.policy;

import dev.hotreload.pod.KnownPrograms;
import dev.hotreload.prometheus.KnownImages;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Regular expressions (RE2) of the names that the engine knows. */
final class NamePatterns {

    /** What comes before the last part of an image's name. */
    private static final String PATH = "^([^@]*/)?";

    /** A tag and a digest. */
    private static final String TAG = "(:[^/@]+)?(@.*)?$";

    /** A tag that may be empty, for names that must not be overlooked. */
    private static final String ANY_TAG = "(:[^/@]*)?(@.*)?$";

    /** The publishers of upstream's image; mirrors keep this part of the name. */
    private static final List<String> UPSTREAM = List.of("prom", KnownImages.PROMETHEUS);

    /**
     * Printable, and without what the kubelet replaces. It does not begin with a dash and holds no equals sign: that is
     * an option of a launcher or a variable for {@code env}, and not a program.
     */
    private static final String DIRECTORY = "(([!-#%-,.-<>-~][!-#%-<>-~]*)?/)?";

    private NamePatterns() {}

    /** Returns a pattern of the text itself. */
    static String quote(String text) {
        return text.replace(".", "[.]");
    }

    static String otherProgram() {
        return "^" + otherName() + "$";
    }

    static String otherImage() {
        return PATH + otherName() + ANY_TAG;
    }

    private static String otherName() {
        return "(" + KnownImages.PROMETHEUS + "[-_])?(" + anyOf(KnownPrograms.others()) + ")";
    }

    /** Returns the launchers, without a group around them. */
    static String launchers() {
        Set<String> all = new HashSet<>(KnownPrograms.launchers(0));
        all.addAll(KnownPrograms.launchers(1));
        return anyOf(all);
    }

    /**
     * Returns the first arguments of a Prometheus that a launcher starts, each after a line break: the launcher, its
     * operand, {@code --}, Prometheus. Whether a launcher leaves the options of Prometheus alone is another question.
     */
    static String launched() {
        return "\\n" + DIRECTORY + "((" + anyOf(KnownPrograms.launchers(0)) + ")(\\n--)?|("
                + anyOf(KnownPrograms.launchers(1)) + ")\\n[0-9A-Za-z][!-#%-~]*)\\n" + DIRECTORY
                + KnownImages.PROMETHEUS;
    }

    /** Returns the images that are Prometheus by their name. */
    static String prometheusImage() {
        return PATH + "(" + architectures() + "|"
                + anyOf(Stream.concat(KnownImages.mirrors().stream(), KnownImages.openShift().stream())
                        .toList())
                + ")" + ANY_TAG;
    }

    /** Returns the images whose tag may be a version of Prometheus. */
    static String versionedImage() {
        return PATH + "(" + architectures() + "|" + anyOf(KnownImages.mirrors()) + ")" + TAG;
    }

    /** Returns the images whose tag is a version of Prometheus, whatever the label says. */
    static String trustedImage() {
        return PATH + "((" + anyOf(UPSTREAM) + "|" + anyOf(KnownImages.vendors()) + "|" + KnownImages.BITNAMI
                + "[^/@]*)/(" + architectures() + ")|" + anyOf(KnownImages.mirrors()) + ")" + TAG;
    }

    /** Returns upstream's images, whose CMD is known. */
    static String upstreamImage() {
        return PATH + "(" + anyOf(UPSTREAM) + ")/(" + architectures() + ")" + TAG;
    }

    private static String architectures() {
        return KnownImages.PROMETHEUS + "|" + KnownImages.WITH_ARCHITECTURE + "[^/@:]*";
    }

    private static String anyOf(Collection<String> names) {
        return names.stream().sorted().map(NamePatterns::quote).collect(Collectors.joining("|"));
    }
}
