package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import dev.hotreload.ManifestFixtures;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A recording keeps the names of fields that Kubernetes gives, as fabric8's types know them, and no other. With
 * -Dgolden.refresh the list is written, and the test fails all the same.
 */
class FieldNamesTest {

    private static final Path LIST = Path.of("src/main/resources/dev/hotreload/recording/fields.txt");
    private static final String HEAD =
            "# The names of the fields of reviews, pods and workloads. FieldNamesTest makes this list of fabric8's types.";

    private final Set<String> names = new TreeSet<>();
    private final Set<JavaType> seen = new HashSet<>();

    @Test
    void the_list_has_the_fields_of_the_types_and_no_other() throws IOException {
        for (Class<?> type :
                List.of(AdmissionReview.class, Pod.class, Deployment.class, StatefulSet.class, DaemonSet.class)) {
            collect(ManifestFixtures.JSON.constructType(type));
        }
        List<String> lines = Stream.concat(Stream.of(HEAD), names.stream()).toList();
        List<String> written = Files.exists(LIST) ? Files.readAllLines(LIST) : List.of();
        if (System.getProperty("golden.refresh") != null) {
            Files.write(LIST, lines);
        }
        assertThat(written).isEqualTo(lines);
        assertThat(names).contains("containers", "secretKeyRef", "userInfo", "matchLabels");
    }

    private void collect(JavaType type) {
        if (type.isContainerType()) {
            collect(type.getContentType());
            return;
        }
        if (!type.getRawClass().getName().startsWith("io.fabric8.") || !seen.add(type)) {
            return;
        }
        ManifestFixtures.JSON
                .getSerializationConfig()
                .introspect(type)
                .findProperties()
                .forEach(property -> {
                    names.add(property.getName());
                    collect(property.getPrimaryType());
                });
    }
}
