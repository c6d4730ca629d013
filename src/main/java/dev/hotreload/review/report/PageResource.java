package dev.hotreload.review.report;

import dev.hotreload.usage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A part of the page that the jar holds: its template, its style or its script. */
record PageResource(String text) {

    static PageResource read(String name) {
        try (InputStream resource = PageResource.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new PageResource(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of the jar could not be read", e);
        }
    }

    /** Returns the form of Content-Security-Policy: {@code sha256-} and the digest in Base64. */
    String hash() {
        byte[] digest = Sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
