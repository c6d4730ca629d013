package dev.hotreload.review.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line was compared with what {@code helm template --set} of helm 3 makes of it. */
class ParameterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                      | a          | x      | {'a':'x'}",
                "{}                      | a.b        | true   | {'a':{'b':true}}",
                "{'a':{'c':1}}           | a.b        | x      | {'a':{'c':1,'b':'x'}}",
                "{}                      | a[0]       | x      | {'a':['x']}",
                "{'a':['x']}             | a[1]       | y      | {'a':['x','y']}",
                "{}                      | a[1]       | y      | {'a':[null,'y']}",
                "{}                      | a[0].b     | x      | {'a':[{'b':'x'}]}",
                "{}                      | a          | {x,y}  | {'a':['x','y']}",
                "{}                      | a          | {}     | {'a':['']}",
                "{'a':1}                 | a          | null   | {'a':null}",
                "{}                      | a\\.b.c    | x      | {'a.b':{'c':'x'}}",
            })
    void a_parameter_is_set_as_helm_sets_it(String before, String name, String value, String after)
            throws JsonProcessingException {
        ObjectNode values = (ObjectNode) JSON.readTree(before.replace('\'', '"'));

        Parameter.parse(name, TextNode.valueOf(value)).orElseThrow().applyTo(values);

        assertThat(values).isEqualTo(JSON.readTree(after.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[0]", "a..b", ".a", "a[", "a[x]", "a[-1]", "a[99999]"})
    void a_name_that_helm_reads_otherwise_is_not_read(String name) {
        assertThat(Parameter.parse(name, TextNode.valueOf("x"))).isEmpty();
    }
}
