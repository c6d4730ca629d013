package dev.hotreload.prometheus;

import java.util.List;
import java.util.Optional;

/**
 * The name of a container image, in its parts.
 *
 * @param path the segments before the last, a registry's host among them
 * @param baseName the last segment, without tag and digest
 * @param tag the tag
 * @param hasDigest whether a digest pins the image
 */
public record ImageName(List<String> path, String baseName, Optional<String> tag, boolean hasDigest) {

    public ImageName {
        path = List.copyOf(path);
    }

    /** Reads an image name; any text has a base name, if only an empty one. */
    public static ImageName parse(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        List<String> segments = List.of(name.split("/", -1));
        String last = segments.get(segments.size() - 1);
        int colon = last.indexOf(':');
        return new ImageName(
                segments.subList(0, segments.size() - 1),
                colon < 0 ? last : last.substring(0, colon),
                colon < 0 ? Optional.empty() : Optional.of(last.substring(colon + 1)),
                at >= 0);
    }
}
