package dev.hotreload.reload;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a Prometheus.
 *
 * @param base with its route prefix, without credentials and without a slash at its end
 * @param authorization what the credentials of the address are as a header; empty where it has none
 */
public record PrometheusUrl(URI base, Optional<String> authorization) {

    private static final String RELOAD = "/-/reload";

    /**
     * Reads an address as people write it: the scheme is {@code http} where it is missing, and the path may be that of
     * the reload itself.
     *
     * @return empty when the text does not name a host, or has another scheme than http and https
     */
    public static Optional<PrometheusUrl> parse(String text) {
        try {
            URI url = new URI(text.contains("://") ? text : "http://" + text);
            boolean known = List.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT));
            return known && url.getHost() != null && !url.getHost().isEmpty()
                    ? Optional.of(new PrometheusUrl(base(url), authorization(url)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI base(URI url) {
        String authority = url.getRawAuthority();
        String path = withoutSlash(Optional.ofNullable(url.getRawPath()).orElse(""));
        String prefix = path.endsWith(RELOAD) ? path.substring(0, path.length() - RELOAD.length()) : path;
        return URI.create(url.getScheme().toLowerCase(Locale.ROOT) + "://"
                + authority.substring(authority.lastIndexOf('@') + 1) + withoutSlash(prefix));
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static Optional<String> authorization(URI url) {
        return Optional.ofNullable(url.getUserInfo())
                .map(user -> user.getBytes(StandardCharsets.UTF_8))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
    }
}
