package dev.hotreload;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import dev.hotreload.docs.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and the arrows between them, which all point one way. */
class ArchitectureTest {

    private static final String ROOT = "(root)";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hotreload");

    @Test
    void data_flows_one_way() {
        // Each room with the rooms that it may enter.
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("usage", List.of());
        rooms.put("background", List.of());
        rooms.put("prometheus", List.of());
        rooms.put("json", List.of());
        rooms.put("pod", List.of("json", "prometheus"));
        rooms.put("decision", List.of("pod", "prometheus"));
        rooms.put("patch", List.of("decision", "pod", "prometheus"));
        rooms.put("policy", List.of("decision", "pod", "prometheus"));
        rooms.put("config", List.of("usage", "decision", "prometheus"));
        rooms.put("admission", List.of("json", "patch", "decision", "pod", "prometheus"));
        rooms.put("recording", List.of("admission", "background", "decision", "usage"));
        rooms.put("tls", List.of("usage"));
        rooms.put("cluster", List.of("usage"));
        rooms.put("registration", List.of("tls"));
        rooms.put("certificate", List.of("background", "registration", "tls", "usage"));
        rooms.put("server.jetty", List.of("background"));
        rooms.put(
                "server",
                List.of(
                        "server.jetty",
                        "background",
                        "certificate",
                        "tls",
                        "admission",
                        "config",
                        "decision",
                        "pod",
                        "prometheus",
                        "recording",
                        "usage"));
        rooms.put("review", List.of("decision", "pod", "prometheus"));
        rooms.put("review.yaml", List.of("review"));
        rooms.put("review.values", List.of("review.yaml", "review", "pod"));
        rooms.put(
                "review.input",
                List.of(
                        "review.values",
                        "review.yaml",
                        "decision",
                        "review",
                        "cluster",
                        "registration",
                        "pod",
                        "prometheus"));
        rooms.put(
                "review.fix",
                List.of(
                        "review",
                        "review.input",
                        "review.values",
                        "review.yaml",
                        "decision",
                        "pod",
                        "prometheus",
                        "usage"));
        rooms.put(
                "review.run",
                List.of("review.fix", "review.input", "review", "patch", "decision", "pod", "prometheus", "usage"));
        rooms.put("review.report", List.of("review", "review.input", "decision", "pod", "prometheus", "usage"));
        rooms.put("review.restart", List.of("review"));
        rooms.put(
                "check", List.of("cluster", "registration", "tls", "config", "decision", "pod", "prometheus", "usage"));
        rooms.put(
                "scan",
                List.of(
                        "server",
                        "server.jetty",
                        "background",
                        "cluster",
                        "registration",
                        "config",
                        "decision",
                        "review",
                        "review.input",
                        "review.run",
                        "review.report",
                        "usage"));
        rooms.put("reload", List.of());
        rooms.put("troubleshooting", List.of());
        rooms.put(
                "cli",
                List.of(
                        "server",
                        "server.jetty",
                        "certificate",
                        "registration",
                        "cluster",
                        "tls",
                        "config",
                        "policy",
                        "decision",
                        "review",
                        "review.input",
                        "review.values",
                        "review.fix",
                        "review.run",
                        "review.report",
                        "review.restart",
                        "check",
                        "recording",
                        "scan",
                        "reload",
                        "troubleshooting",
                        "usage"));
        rooms.put(ROOT, List.of("cli"));
        Architectures.LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : rooms.keySet()) {
            house = house.layer(room).definedBy(fullName(room));
        }
        for (Map.Entry<String, List<String>> room : rooms.entrySet()) {
            var layer = house.whereLayer(room.getKey());
            house = room.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        house.check(CLASSES);
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .as("every package is a room")
                .containsExactlyInAnyOrderElementsOf(
                        rooms.keySet().stream().map(ArchitectureTest::fullName).toList());
        Map<String, List<String>> documented = documented();
        assertThat(documented).as("docs/architecture.md").containsOnlyKeys(rooms.keySet());
        rooms.forEach((room, entered) ->
                assertThat(documented.get(room)).as(room).containsExactlyInAnyOrderElementsOf(entered));
    }

    /** Returns the rooms that the page shows, with those that they may enter. */
    private static Map<String, List<String>> documented() {
        Page page = Page.read("docs/architecture.md");
        List<String> names = page.column("## Packages and arrows", 1);
        List<String> entered = page.column("## Packages and arrows", 3);
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).replaceAll("\\[(.*)\\]\\(.*\\)", "$1");
            rooms.put(
                    name,
                    entered.get(i).isEmpty()
                            ? List.of()
                            : List.of(entered.get(i).split(", ")));
        }
        return rooms;
    }

    private static String fullName(String room) {
        return room.equals(ROOT) ? "dev.hotreload" : "dev.hotreload." + room;
    }

    @Test
    void the_engine_knows_neither_files_nor_network_nor_clock() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.hotreload.prometheus",
                        "dev.hotreload.pod",
                        "dev.hotreload.decision",
                        "dev.hotreload.patch",
                        "dev.hotreload.admission")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.time..",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "org.slf4j..",
                        "picocli..")
                .check(CLASSES);
    }
}
