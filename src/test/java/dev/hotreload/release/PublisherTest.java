package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/release/publisher} names the owner of the repository and the registry; every other text agrees. */
class PublisherTest {

    private static final Path CHECKOUT = Path.of("");
    private static final List<String> PUBLISHED = List.of(
            ".ci/release",
            ".github",
            "Dockerfile",
            "README.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "action.yml",
            "docs",
            "manifests",
            "src/main");
    private static final Pattern OWNER = Pattern.compile(
            "(?:github\\.com/|githubusercontent\\.com/|uses: |--repo )([\\w.-]+)/prometheus-hot-reload\\b");
    private static final Pattern CODE_OWNER = Pattern.compile("(?m)^\\* @(\\S+)$");
    private static final Pattern REGISTRY =
            Pattern.compile("\\b(ghcr\\.io/[\\w.-]+)(?:/charts)?/prometheus-hot-reload");

    @TempDir
    Path folder;

    private static Map<String, String> publisher(Path checkout) throws IOException {
        List<String> lines = Files.readAllLines(checkout.resolve(".ci/release/publisher"));
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static Stream<Path> files(Path checkout) {
        return PUBLISHED.stream().map(checkout::resolve).flatMap(PublisherTest::below);
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> named(Path checkout, Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : files(checkout).toList()) {
            pattern.matcher(text(file)).results().forEach(name -> names.add(name.group(1)));
        }
        return names;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException picture) {
            return "";
        }
    }

    @Test
    void every_text_names_the_owner_and_the_registry_of_the_publisher() throws IOException {
        Map<String, String> publisher = publisher(CHECKOUT);
        assertThat(named(CHECKOUT, OWNER)).containsExactly(publisher.get("owner"));
        assertThat(named(CHECKOUT, CODE_OWNER)).containsExactly(publisher.get("owner"));
        assertThat(named(CHECKOUT, REGISTRY)).isSubsetOf(publisher.get("registry"));
    }

    @Test
    void another_publisher_is_one_command() throws Exception {
        for (Path file : files(CHECKOUT).toList()) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Script renamed =
                Script.run(folder, Map.of(), folder.resolve(".ci/release/publish-as") + "", "acme-co", "quay.io/acme");
        assertThat(renamed).isEqualTo(new Script(0, "", ""));
        assertThat(publisher(folder)).isEqualTo(Map.of("owner", "acme-co", "registry", "quay.io/acme"));
        assertThat(named(folder, OWNER)).containsExactly("acme-co");
        assertThat(named(folder, CODE_OWNER)).containsExactly("acme-co");
        assertThat(named(folder, REGISTRY)).isEmpty();
    }

    @Test
    void without_both_names_nothing_is_renamed() throws Exception {
        Script usage = Script.run(CHECKOUT, Map.of(), ".ci/release/publish-as", "acme");
        assertThat(usage.exitCode()).isEqualTo(2);
        assertThat(usage.err()).startsWith("Usage: .ci/release/publish-as OWNER REGISTRY");
    }
}
