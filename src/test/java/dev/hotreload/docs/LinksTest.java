package dev.hotreload.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.docs.Page.Link;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere. No test asks the Internet: what is outside is only looked at. */
class LinksTest {

    private static final Pattern CLASS = Pattern.compile("\\[`(\\w+)`\\]\\(([^)]+\\.java)\\)");

    private static Stream<Link> links() {
        return Page.all().stream().flatMap(page -> page.links().stream());
    }

    private static boolean isOutside(Link link) {
        return link.target().contains(":");
    }

    /** Returns the file that a link inside the repository leads to. */
    private static Path file(Link link) {
        String path = link.target().replaceFirst("#.*", "");
        return path.isEmpty()
                ? link.page().file()
                : link.page().file().resolveSibling(path).normalize();
    }

    private static Optional<String> problem(Link link) {
        Path file = file(link);
        if (!Files.exists(file)) {
            return Optional.of(link + ": there is no " + file);
        }
        int fragment = link.target().indexOf('#');
        if (fragment < 0) {
            return Optional.empty();
        }
        Set<String> anchors = Page.read(file.toString()).anchors();
        return anchors.contains(link.target().substring(fragment + 1))
                ? Optional.empty()
                : Optional.of(link + ": " + file + " has the headings " + anchors);
    }

    @Test
    void every_link_inside_the_repository_leads_to_a_file_and_a_heading() {
        List<Link> inside = links().filter(link -> !isOutside(link)).toList();
        assertThat(inside).hasSizeGreaterThan(100);
        assertThat(inside.stream().flatMap(link -> problem(link).stream())).isEmpty();
        System.out.println("links: " + inside.size() + " inside the repository");
    }

    @Test
    void every_link_to_the_outside_is_a_well_formed_url_with_https() {
        List<Link> outside = links().filter(LinksTest::isOutside).toList();
        assertThat(outside).isNotEmpty().allSatisfy(link -> {
            URI uri = URI.create(link.target());
            assertThat(uri.getScheme()).as(link.toString()).isEqualTo("https");
            assertThat(uri.getHost()).as(link.toString()).contains(".");
            assertThat(uri.getUserInfo()).as(link.toString()).isNull();
        });
        System.out.println("links: " + outside.size() + " to the outside");
    }

    @Test
    void a_link_that_is_named_like_a_class_leads_to_it() {
        List<Page> pages = Page.all();
        assertThat(pages).anyMatch(page -> CLASS.matcher(page.text()).find());
        for (Page page : pages) {
            CLASS.matcher(page.text())
                    .results()
                    .forEach(link -> assertThat(link.group(2))
                            .as(page.file().toString())
                            .endsWith("/" + link.group(1) + ".java"));
        }
    }

    @Test
    void a_reader_of_the_readme_finds_every_page() {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(Path.of("README.md")));
        while (!next.isEmpty()) {
            Path page = next.pop();
            if (found.add(page)) {
                Page.read(page.toString()).links().stream()
                        .filter(link -> !isOutside(link))
                        .map(LinksTest::file)
                        .filter(file -> file.toString().endsWith(".md"))
                        .forEach(next::push);
            }
        }
        assertThat(Page.all().stream().map(Page::file).filter(file -> !file.startsWith(".github")))
                .allSatisfy(file -> assertThat(found).contains(file));
    }

    @Test
    void the_index_names_every_page_of_its_folder_with_its_reader() throws Exception {
        String index = Page.read("docs/README.md").text();
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("| [" + name + "](" + name + ") | "));
        }
    }
}
