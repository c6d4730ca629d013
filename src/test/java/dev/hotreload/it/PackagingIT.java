package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is tested is what is shipped: the folder, the executable jar and the bill of materials hold the same libraries.
 */
class PackagingIT {

    private static final Path FOLDER = Path.of("target/hot-reload/lib");
    private static final Path BILL_OF_MATERIALS = Path.of("target/bom.json");

    /**
     * SPDX names, and those that SPDX has no name for. They allow to ship a library unchanged inside a program under
     * the Apache licence. Where a library has several, one of them is enough.
     */
    private static final Set<String> ACCEPTED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "Bouncy Castle Licence",
            "The (New) BSD License");

    private static final String IN_JAR = "BOOT-INF/lib/";

    @Test
    void the_folder_holds_the_libraries_of_the_jar_and_our_own() throws IOException {
        Set<String> expected = librariesOfJar();
        expected.add(ownJar());
        assertThat(librariesOfFolder()).isEqualTo(expected);
    }

    @Test
    void the_bill_of_materials_lists_the_libraries_of_the_jar() throws IOException {
        assertThat(librariesOfBill()).hasSizeGreaterThan(50).isEqualTo(librariesOfJar());
    }

    @Test
    void every_library_has_a_licence_that_the_project_accepts() throws IOException {
        for (JsonNode component : bill().path("components")) {
            assertThat(licences(component)).as(jar(component)).containsAnyElementsOf(ACCEPTED);
        }
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        component.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id").asText(licence.path("name").asText()));
            licences.addAll(List.of(
                    choice.path("expression").asText().replaceAll("[()]", "").split(" OR ", -1)));
        });
        licences.removeIf(String::isEmpty);
        return licences;
    }

    @Test
    void no_library_is_there_in_two_versions() throws IOException {
        assertThat(librariesOfJar().stream().map(library -> library.replaceFirst("-\\d[^-]*(-.*)?\\.jar$", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_kubernetes_client_finds_each_class_that_it_names() throws IOException {
        try (URLClassLoader shipped = new URLClassLoader(folder(), ClassLoader.getPlatformClassLoader())) {
            for (Path library : kubernetesClient()) {
                for (String name : classesOf(library)) {
                    // By reflection, as the client itself does when it looks for the type of a list.
                    assertThatCode(() -> shipped.loadClass(name).getDeclaredMethods())
                            .as(name)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static URL[] folder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(PackagingIT::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> kubernetesClient() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> client = files.filter(
                            file -> file.getFileName().toString().startsWith("kubernetes-client-"))
                    .toList();
            assertThat(client).hasSize(2);
            return client;
        }
    }

    /** Copying files of a container needs a library of its own, which nobody asks for here. */
    private static List<String> classesOf(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            List<String> names = jar.stream()
                    .map(java.util.jar.JarEntry::getName)
                    .filter(name -> name.startsWith("io/") && name.endsWith(".class"))
                    .filter(name -> !name.contains("/PodUpload") && !name.contains("/PodOperationsImpl"))
                    .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                    .toList();
            assertThat(names).hasSizeGreaterThan(50);
            return names;
        }
    }

    private static Set<String> librariesOfFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> librariesOfJar() throws IOException {
        try (JarFile jar = new JarFile(Program.HOT_RELOAD.toFile())) {
            return jar.stream()
                    .map(java.util.jar.JarEntry::getName)
                    .filter(name -> name.startsWith(IN_JAR) && name.endsWith(".jar"))
                    .map(name -> name.substring(IN_JAR.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> librariesOfBill() throws IOException {
        Set<String> libraries = new TreeSet<>();
        for (JsonNode component : bill().path("components")) {
            libraries.add(jar(component));
        }
        return libraries;
    }

    private static String ownJar() throws IOException {
        return jar(bill().at("/metadata/component"));
    }

    private static JsonNode bill() throws IOException {
        return ManifestFixtures.JSON.readTree(BILL_OF_MATERIALS.toFile());
    }

    private static String jar(JsonNode component) {
        return component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
    }
}
