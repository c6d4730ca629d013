package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "prometheus, '', prometheus, , false",
        "quay.io/prometheus/prometheus:v2.48.0, prometheus, prometheus, v2.48.0, false",
        "registry:5000/prom/prometheus, prom, prometheus, , false",
        "prom/prometheus:v2.48.0@sha256:0123, prom, prometheus, v2.48.0, true",
        "prom/prometheus@sha256:0123, prom, prometheus, , true",
        "@sha256:0123, '', '', , true",
        "/prometheus, '', prometheus, , false",
        ":v1, '', '', v1, false",
        "a/:v1, a, '', v1, false",
        "'', '', '', , false",
        "prom/prometheus:a:b, prom, prometheus, a:b, false",
    })
    void has_its_parts(String image, String parent, String baseName, String tag, boolean digest) {
        ImageName name = ImageName.parse(image);
        assertThat(name.parent()).isEqualTo(parent);
        assertThat(name.baseName()).isEqualTo(baseName);
        assertThat(name.tag()).isEqualTo(Optional.ofNullable(tag));
        assertThat(name.hasDigest()).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "openshift/prometheus:v3.11, true",
        "openshift3/prometheus:v3.11, true",
        "quay.io/openshift/origin/prometheus, true",
        "my-openshift/prometheus, false",
        "prom/openshift, false",
        "openshift, false",
    })
    void openshift_is_known_by_a_segment_of_the_path(String image, boolean expected) {
        assertThat(ImageName.parse(image).isOpenShift()).isEqualTo(expected);
    }
}
