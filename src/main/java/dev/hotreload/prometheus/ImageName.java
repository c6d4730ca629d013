package dev.hotreload.prometheus;

import java.util.Optional;

/**
 * The name of a container image, in its parts.
 *
 * @param parent the segment before the last, for example {@code prom} in {@code prom/prometheus}; empty when there is
 *     none
 * @param isOpenShift whether a segment of its path names OpenShift, whose tags are versions of OpenShift
 * @param baseName the last segment, without tag and digest
 * @param tag empty when there is none
 * @param hasDigest whether a digest pins the image
 */
public record ImageName(String parent, boolean isOpenShift, String baseName, Optional<String> tag, boolean hasDigest) {

    /** Reads an image name; any text has a base name, if only an empty one. */
    public static ImageName parse(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        int slash = name.lastIndexOf('/');
        String last = name.substring(slash + 1);
        int colon = last.indexOf(':');
        String path = slash < 0 ? "" : name.substring(0, slash);
        return new ImageName(
                path.substring(path.lastIndexOf('/') + 1),
                path.startsWith("openshift") || path.contains("/openshift"),
                colon < 0 ? last : last.substring(0, colon),
                colon < 0 ? Optional.empty() : Optional.of(last.substring(colon + 1)),
                at >= 0);
    }
}
