package dev.hotreload.pod;

import dev.hotreload.prometheus.HttpUrl;
import java.util.Optional;

/**
 * A URL that a reloader calls.
 *
 * @param url without user info
 * @param method as sent, for example {@code POST}; empty when only the node will know it
 */
public record Target(HttpUrl url, Optional<String> method) {}
