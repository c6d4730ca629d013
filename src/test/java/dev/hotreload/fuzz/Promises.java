package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a patch may do to a pod, checked without the code that makes or checks patches. */
final class Promises {

    private static final List<String> MANAGED = List.of("--web.enable-lifecycle", "--storage.tsdb.wal-compression");

    private static final List<String> CARRIED = List.of(
            "--config.file=/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/prometheus",
            "--web.console.libraries=/usr/share/prometheus/console_libraries",
            "--web.console.templates=/usr/share/prometheus/consoles");

    private Promises() {}

    /** Nothing but {@code args} differs, what was there stays where it was, and a managed flag comes once at most. */
    static void onlyArgumentsWereAppended(JsonNode before, JsonNode after) {
        ObjectNode was = before.deepCopy();
        ObjectNode is = after.deepCopy();
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < before.path("spec").path(list).size(); i++) {
                ObjectNode old = (ObjectNode) was.path("spec").path(list).get(i);
                ObjectNode fresh = (ObjectNode) is.path("spec").path(list).get(i);
                appended(old, fresh);
                old.remove("args");
                fresh.remove("args");
            }
        }
        assertThat(is).isEqualTo(was);
    }

    private static void appended(JsonNode before, JsonNode after) {
        List<String> was = strings(before.path("args"));
        List<String> is = strings(after.path("args"));
        if (was.equals(is)) {
            return;
        }
        assertThat(is.size()).isGreaterThan(was.size());
        assertThat(is.subList(0, was.size())).isEqualTo(was);
        List<String> all = new ArrayList<>(strings(before.path("command")));
        all.addAll(is);
        List<String> added = is.subList(was.size(), is.size());
        assertThat(added).containsAnyElementsOf(MANAGED);
        for (String flag : MANAGED) {
            if (added.contains(flag)) {
                assertThat(all).containsOnlyOnce(flag);
                assertThat(all).doesNotContain("--no-" + flag.substring(2));
            }
        }
    }

    /** Somewhere below, a list {@code args} is longer, or there is one now; everything else is as it was. */
    static void onlyFlagsWereInserted(JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            after.fieldNames().forEachRemaining(names::add);
            before.fieldNames().forEachRemaining(name -> assertThat(names).contains(name));
            for (String name : names) {
                if (name.equals("args")) {
                    inserted(before.path(name), after.path(name));
                } else {
                    assertThat(before.has(name)).as("%s was there", name).isTrue();
                    onlyFlagsWereInserted(before.get(name), after.get(name));
                }
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                onlyFlagsWereInserted(before.get(i), after.get(i));
            }
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    private static void inserted(JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        List<String> is = strings(after);
        assertThat(is.subList(0, before.size())).isEqualTo(strings(before));
        assertThat(is.subList(before.size(), is.size()))
                .isNotEmpty()
                .allMatch(argument -> MANAGED.contains(argument) || CARRIED.contains(argument));
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }
}
