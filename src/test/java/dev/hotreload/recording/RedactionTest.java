package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recording keeps of a review, and what it replaces. */
class RedactionTest {

    /** The texts that logs hold too: names, images, kinds. */
    private static final Pattern KEPT = Pattern.compile("/(kind|apiVersion)"
            + "|/request/(operation|namespace|name|subResource|requestSubResource)"
            + "|/request/(kind|resource|requestKind|requestResource)/(group|version|kind|resource)"
            + "|/request/(object|oldObject)/(kind|apiVersion)"
            + "|/request/object/metadata/(name|generateName|namespace)"
            + "|/request/object/metadata/ownerReferences/\\d+/(kind|name|apiVersion)"
            + "|/request/object/spec/(initContainers|containers)/\\d+/(name|image|restartPolicy)");

    private int planted;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            hunter2                                     | w1
            p@ss-word!                                  | w1
            --web.enable-lifecycle                      | --web.enable-lifecycle
            --config.file=/etc/secret/prometheus.yml    | --config.file=/etc/w1/prometheus.yml
            --token=hunter2                             | --w1=w2
            --header=Authorization: Bearer hunter2      | --w1=w2
            http://user:hunter2@localhost:9090/-/reload | http://user:w1@localhost:9090/-/reload
            http://localhost:19090/-/reload?key=hunter2 | http://localhost:30001/-/reload?w1=w2
            curl -u admin:hunter2 http://a/-/reload     | curl -u admin:w1 http://a/-/reload
            $(TOKEN)                                    | $(w1)
            1234                                        | 30001
            0.0.0.0:19090                               | 0.0.0.0:30001
            PASSWORD=hunter2                            | w1=w2
            30s                                         | 30s
            123456                                      | w1
            -ec                                         | -ec
            --                                          | --
            system:serviceaccount:team:robot            | system:serviceaccount:w1:w2
            geheim-äöü                                  | w1
            """)
    void a_text_keeps_the_words_by_which_a_decision_is_made(String text, String kept) {
        assertThat(new TextRedaction(new StandIns()).of(text)).isEqualTo(kept);
    }

    @Test
    void the_same_word_gets_the_same_stand_in() {
        TextRedaction texts = new TextRedaction(new StandIns());
        assertThat(texts.of("--web.route-prefix=/hunter")).isEqualTo("--web.route-prefix=/w1");
        assertThat(texts.of("http://localhost/hunter/-/reload")).isEqualTo("http://localhost/w1/-/reload");
        assertThat(texts.of("--web.listen-address=:19090")).isEqualTo("--web.listen-address=:30001");
        assertThat(texts.of("http://localhost:19090/-/reload")).isEqualTo("http://localhost:30001/-/reload");
    }

    @Test
    void a_marker_in_every_text_and_every_foreign_name_of_a_review_is_nowhere_in_its_recording() throws IOException {
        ObjectNode review = (ObjectNode) ManifestFixtures.JSON.readTree(Files.readAllBytes(Reviews.EXAMPLE));
        enrich(review);
        plant(review, "");
        assertThat(planted).isGreaterThan(35);
        String before = review.toString();
        String recording = new String(Redaction.of(before.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(before).contains("marker");
        assertThat(recording).doesNotContain("marker").doesNotContain("geheim");
        assertThat(shape(ManifestFixtures.JSON.readTree(recording)))
                .as("the structure is kept")
                .isEqualTo(shape(review));
    }

    /** Adds what pods have that hold secrets. */
    private static void enrich(ObjectNode review) {
        ObjectNode request = (ObjectNode) review.get("request");
        ObjectNode pod = (ObjectNode) request.get("object");
        request.withObject("/userInfo")
                .put("uid", "x")
                .withObject("/extra")
                .putArray("example.org/scopes")
                .add("x");
        request.withObject("/userInfo").putArray("groups").add("x");
        pod.withObject("/metadata/annotations").put("example.org/token", "x");
        pod.withObject("/metadata/labels").put("example.org/team", "x");
        ObjectNode container = (ObjectNode) pod.at("/spec/containers/0");
        ArrayNode env = container.putArray("env");
        env.addObject().put("name", "PASSWORD").put("value", "x");
        env.addObject()
                .put("name", "TOKEN")
                .putObject("valueFrom")
                .putObject("secretKeyRef")
                .put("name", "x")
                .put("key", "x");
        container.putArray("envFrom").addObject().putObject("secretRef").put("name", "x");
        container
                .withObject("/livenessProbe/httpGet")
                .putArray("httpHeaders")
                .addObject()
                .put("name", "Authorization")
                .put("value", "x");
        container.withArray("/lifecycle/preStop/exec/command").add("x");
        ArrayNode volumes = pod.withArray("/spec/volumes");
        volumes.addObject().put("name", "x").putObject("secret").put("secretName", "x");
        volumes.addObject().put("name", "x").withObject("/csi/volumeAttributes").put("example.org/key", "x");
        ((ObjectNode) pod.get("spec")).putArray("imagePullSecrets").addObject().put("name", "x");
        ((ObjectNode) pod.get("spec")).put("fieldOfTomorrow", "x");
    }

    private void plant(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            List<String> fields = new ArrayList<>();
            object.fieldNames().forEachRemaining(fields::add);
            for (String field : fields) {
                String name = Words.FIELDS.contain(field) ? field : field + "-geheim";
                JsonNode value = object.remove(field);
                object.set(name, planted(value, path + "/" + field));
                plant(object.get(name), path + "/" + field);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, planted(array.get(i), path + "/" + i));
                plant(array.get(i), path + "/" + i);
            }
        }
    }

    private JsonNode planted(JsonNode value, String path) {
        if (!value.isTextual() || KEPT.matcher(path).matches()) {
            return value;
        }
        planted++;
        return TextNode.valueOf(value.asText() + "marker" + planted);
    }

    /** A tree with its kinds of values only. */
    private static Object shape(JsonNode node) {
        if (node.isObject() || node.isArray()) {
            List<Object> children = new ArrayList<>();
            node.forEach(child -> children.add(shape(child)));
            return children;
        }
        return node.getNodeType();
    }

    @Test
    void a_field_that_is_given_twice_stays_so() throws IOException {
        String review = "{\"request\":{\"object\":{\"spec\":{},\"spec\":{\"ab\":1}}}}";
        assertThat(new String(Redaction.of(review.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo("{\"request\":{\"object\":{\"spec\":{},\"spec\":{\"w1\":1}}}}");
    }
}
