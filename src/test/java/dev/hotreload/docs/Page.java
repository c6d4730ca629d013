package dev.hotreload.docs;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
public record Page(Path file, List<String> lines) {

    private static final List<Path> ROOTS = List.of(
            Path.of("README.md"),
            Path.of("README.ko.md"),
            Path.of("CONTRIBUTING.md"),
            Path.of("SECURITY.md"),
            Path.of("CHANGELOG.md"),
            Path.of("docs"),
            Path.of("manifests/helm/prometheus-hot-reload/README.md"),
            Path.of(".github"));

    private static final Pattern FENCE = Pattern.compile("^( *)```(.*)$");
    private static final Pattern COMMENT = Pattern.compile("^ *<!-- (.+) -->$");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$");
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern TARGET =
            Pattern.compile("\\]\\(([^)\\s]*)\\)|(?:src|srcset|href)=\"([^\"]*)\"|<(https?:[^>\\s]*)>");

    /** What a link leads to, and the line that it is in. */
    record Link(Page page, int line, String target) {
        @Override
        public String toString() {
            return page.file() + ":" + line + ": " + target;
        }
    }

    public static Page read(String file) {
        try {
            return new Page(Path.of(file), Files.readAllLines(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    public static List<Page> all() {
        return ROOTS.stream()
                .flatMap(Page::below)
                .map(Path::toString)
                .filter(file -> file.endsWith(".md"))
                .sorted()
                .map(Page::read)
                .toList();
    }

    /** Returns all pages but translations, whose blocks are those of the original: ReadmeTest. */
    public static List<Page> originals() {
        return all().stream()
                .filter(page -> !page.file().equals(Path.of("README.ko.md")))
                .toList();
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the blocks between fences, in their order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        String comment = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            Matcher commented = COMMENT.matcher(lines.get(i));
            if (fence.matches()) {
                int first = i + 1;
                int last = first;
                while (!lines.get(last).strip().equals("```")) {
                    last++;
                }
                int indent = fence.group(1).length();
                List<String> text = lines.subList(first, last).stream()
                        .map(line -> line.substring(Math.min(indent, line.length())))
                        .toList();
                blocks.add(new Block(file, first, fence.group(2), text, comment));
                i = last;
            }
            comment = commented.matches() ? commented.group(1) : "";
        }
        return blocks;
    }

    /** Returns the lines outside of blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean fence = FENCE.matcher(line).matches();
            inside ^= fence;
            prose.add(inside || fence ? "" : line);
        }
        return prose;
    }

    /** Returns what stands between the marks of code in the prose. */
    Stream<String> codeSpans() {
        return CODE_SPAN
                .matcher(String.join("\n", prose()))
                .results()
                .map(span -> span.group(2).replaceAll("\\s+", " ").strip());
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        List<String> prose = prose();
        for (int i = 0; i < prose.size(); i++) {
            int line = i + 1;
            TARGET.matcher(CODE_SPAN.matcher(prose.get(i)).replaceAll(""))
                    .results()
                    .flatMap(link -> Stream.of(1, 2, 3).map(link::group).filter(target -> target != null))
                    .forEach(target -> links.add(new Link(this, line, target)));
        }
        return links;
    }

    /** Returns the anchors that GitHub gives to the headings: github.com/gjtorikian/html-pipeline, toc_filter.rb. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        prose().stream().map(HEADING::matcher).filter(Matcher::matches).forEach(heading -> {
            String anchor = heading.group(1)
                    .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-');
            String unique = anchor;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = anchor + "-" + i;
            }
        });
        return anchors;
    }

    /** Returns the cells of a column of the table below a heading, without the marks of code. */
    public List<String> column(String heading, int column) {
        return section(heading).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> row.split("(?<!\\\\)\\|", -1)[column].strip().replace("`", ""))
                .toList();
    }

    /** Returns the lines below a heading, up to the next heading of any level. */
    public List<String> section(String heading) {
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new AssertionError(file + " has no heading " + heading);
        }
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(not(line -> line.startsWith("#")))
                .toList();
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
