package dev.hotreload.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {

    private static PodReader.Result read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser("[" + json.replace('\'', '"') + ",42]")) {
            parser.nextToken();
            parser.nextToken();
            PodReader.Result result = PodReader.read(parser);
            assertThat(parser.nextToken())
                    .as("the parser stands behind the pod")
                    .isEqualTo(JsonToken.VALUE_NUMBER_INT);
            return result;
        }
    }

    @Test
    void keeps_what_a_decision_needs() throws IOException {
        Pod pod = ((PodReader.Result.Parsed) read("""
                {'kind': 'Pod', 'metadata': {'generateName': 'p-', 'uid': 'u', 'labels': {'app.kubernetes.io/version': 'v1', 'a': 'b'}, 'annotations': null,
                 'managedFields': [{'fieldsV1': {}}], 'ownerReferences': [{'kind': 'ReplicaSet', 'name': 'p', 'uid': 'u'}]},
                 'spec': {'volumes': [{}], 'initContainers': [{'name': 'i', 'restartPolicy': 'Always'}],
                  'containers': [{'name': 'c', 'image': 'x', 'command': ['/a'], 'args': ['b', 'c'], 'resources': {'x': 1},
                   'env': [{'name': 'V', 'value': 'v'}, {'name': 'W', 'valueFrom': {'fieldRef': {}}}],
                   'envFrom': [{'secretRef': {}}], 'ports': [{'containerPort': 1}]}]}}""")).pod();
        assertThat(pod.getMetadata().getGenerateName()).isEqualTo("p-");
        assertThat(pod.getMetadata().getLabels()).isEqualTo(Map.of("app.kubernetes.io/version", "v1"));
        assertThat(pod.getMetadata().getOwnerReferences().get(0).getKind()).isEqualTo("ReplicaSet");
        assertThat(pod.getSpec().getInitContainers().get(0).getRestartPolicy()).isEqualTo("Always");
        var container = pod.getSpec().getContainers().get(0);
        assertThat(container.getCommand()).containsExactly("/a");
        assertThat(container.getArgs()).containsExactly("b", "c");
        assertThat(container.getEnv().get(1).getValueFrom()).isNotNull();
        assertThat(container.getEnvFrom()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | the pod is not an object",
                "[] | the pod is not an object",
                "{} | spec is missing",
                "{'spec': null} | spec is missing",
                "{'spec': {}} | spec.containers is missing",
                "{'spec': {'containers': {}}} | spec.containers is not a list",
                "{'spec': {'containers': [[1, [2]]]}} | spec.containers[0] is not an object",
                "{'spec': {'containers': [{'args': 'x'}]}} | spec.containers[0].args is not a list",
                "{'spec': {'containers': [{}, {'args': ['x', 1]}]}} | spec.containers[1].args[1] is not a string",
                "{'spec': {'containers': [{'args': [null]}]}} | spec.containers[0].args[0] is not a string",
                "{'spec': {'containers': [{'command': [{'a': [1]}]}]}} | spec.containers[0].command[0] is not a string",
                "{'spec': {'containers': [{'env': [7]}]}} | spec.containers[0].env[0] is not an object",
                "{'spec': {'initContainers': 7, 'containers': []}} | spec.initContainers is not a list",
                "{'metadata': [], 'spec': {'containers': []}} | metadata is not an object",
                "{'metadata': {'labels': {'secret': 1}}, 'spec': {'containers': []}} | metadata.labels is not an object of strings",
            })
    void names_the_field_that_is_not_shaped_like_a_pods(String json, String problem) throws IOException {
        assertThat(read(json)).isEqualTo(new PodReader.Result.Unreadable(problem));
    }

    @Test
    void null_is_absent_as_it_is_to_the_api_server() throws IOException {
        assertThat(
                        read(
                                "{'metadata': null, 'spec': {'initContainers': null, 'containers': [{'args': null, 'env': null}]}}"))
                .isInstanceOf(PodReader.Result.Parsed.class);
    }
}
