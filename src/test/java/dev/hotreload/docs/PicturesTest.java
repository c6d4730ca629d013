package dev.hotreload.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Pictures can be read in a light and in a dark page, and by whoever does not see them. */
class PicturesTest {

    private static final Path FOLDER = Path.of("docs/images");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");

    private static List<Path> pictures() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void a_drawing_has_a_title_a_description_and_colours_for_dark_pages() throws Exception {
        List<Path> drawings = pictures().stream()
                .filter(file -> file.toString().endsWith(".svg"))
                .toList();
        assertThat(drawings).hasSize(2);
        for (Path drawing : drawings) {
            Document svg =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(drawing.toFile());
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("style").item(0).getTextContent())
                    .contains("@media (prefers-color-scheme: dark)");
        }
    }

    @Test
    void every_picture_is_on_a_page_with_a_text_in_its_place() throws Exception {
        List<Path> shown = Page.all().stream()
                .flatMap(page -> PICTURE.matcher(page.text())
                        .results()
                        .peek(picture -> assertThat(picture.group(1)).hasSizeGreaterThan(20))
                        .map(picture ->
                                page.file().resolveSibling(picture.group(2)).normalize()))
                .distinct()
                .sorted()
                .toList();
        assertThat(shown).isEqualTo(pictures());
    }

    @Test
    void a_picture_is_small() throws Exception {
        for (Path picture : pictures()) {
            assertThat(Files.size(picture)).as(picture.toString()).isLessThan(100_000);
        }
    }
}
