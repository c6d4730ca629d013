package dev.hotreload.prometheus;

import java.util.List;
import java.util.Optional;

/**
 * The path under which a Prometheus serves its reload: the route prefix, then {@code /-/reload}. The prefix is
 * {@code --web.route-prefix}, else the path of {@code --web.external-url}, trimmed of slashes. Source: Prometheus
 * cmd/prometheus/main.go, {@code computeExternalURL}.
 */
public final class ReloadPath {

    /** The path without a prefix, with which every served path ends. */
    public static final String SUFFIX = "/-/reload";

    private ReloadPath() {}

    /** Returns the path of a command line; empty when a reference in it hides the prefix. */
    public static Optional<String> of(CommandLine commandLine) {
        Argument prefix = last(commandLine.values("--web.route-prefix"));
        if (!prefix.text().isEmpty()) {
            return prefix.isKnown() ? Optional.of(under(prefix.text())) : Optional.empty();
        }
        String url = last(commandLine.values("--web.external-url")).text();
        String path = HttpUrl.parse(url).map(HttpUrl::path).orElse(url);
        return path.contains("$(") ? Optional.empty() : Optional.of(under(path));
    }

    /** Returns the URL of the reload under a base URL. */
    public static String at(String base) {
        int end = base.length();
        while (end > 0 && base.charAt(end - 1) == '/') {
            end--;
        }
        return base.substring(0, end) + SUFFIX;
    }

    private static String under(String prefix) {
        int start = 0;
        while (start < prefix.length() && prefix.charAt(start) == '/') {
            start++;
        }
        return start == prefix.length() ? SUFFIX : at("/" + prefix.substring(start));
    }

    private static Argument last(List<Argument> values) {
        return values.isEmpty() ? Argument.of("") : values.get(values.size() - 1);
    }
}
