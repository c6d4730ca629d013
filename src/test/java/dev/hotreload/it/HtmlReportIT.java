package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a review in a real browser: it fits, its filter works, and a hostile manifest does nothing. */
@EnabledIf("dev.hotreload.it.Chromium#isInstalled")
class HtmlReportIT {

    private static final String HOSTILE = """
            apiVersion: v1
            kind: Pod
            metadata: {name: "<script>document.title='hacked'</script>", namespace: "\\"><img src=x onerror=document.title='hacked'>"}
            spec:
              containers:
                - name: "{{{style}}}"
                  image: prom/prometheus:v2.48.0
                  args:
                    - --config.file=/a
                    - --web.page-title=</pre></script><script>document.title='hacked'</script><style>*{display:none}</style>
                - {name: reload, image: "ghcr.io/jimmidyson/configmap-reload:v0.12.0", args: ["--webhook-url=http://localhost:9090/-/reload"]}
            """;

    private static final String RELOADER =
            "        - {name: reload, image: x/config-reloader:v1, args: [\"--reload-url=http://localhost:9090/-/reload\"]}\n";

    private static final int MANY = 228;

    @TempDir
    static Path folder;

    private static Chromium browser;
    private static Path mixed;
    private static Path none;
    private static Path one;
    private static Path many;

    @BeforeAll
    static void start() throws IOException {
        String hostile = file("hostile.yaml", HOSTILE);
        mixed = page("mixed.html", 3, "src/test/resources/review/reports/input.yaml", hostile);
        none = page("none.html", 2, file("service.yaml", "{apiVersion: v1, kind: Service}"), file("bad.yaml", "a: ["));
        one = page("one.html", 1, file("one.yaml", deployment(0, "args: [--config.file=/etc/p.yml]", RELOADER)));
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            stream.append("---\n")
                    .append(
                            switch (i % 4) {
                                case 0 -> deployment(i, "args: [--config.file=/etc/p.yml]", "");
                                case 1 -> deployment(i, "command: [sh, -c, \"exec prometheus\"]", RELOADER);
                                case 2 ->
                                    deployment(
                                            i, "args: [--config.file=/etc/p.yml, --web.route-prefix=/prom]", RELOADER);
                                default ->
                                    deployment(
                                            i,
                                            "args: [--web.enable-lifecycle, --storage.tsdb.wal-compression]",
                                            RELOADER);
                            });
        }
        many = page("many.html", 3, file("many.yaml", stream.toString()));
        browser = Chromium.start(folder.resolve("profile"));
    }

    private static String deployment(int number, String arguments, String reloader) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prometheus-%d, namespace: team-%d, labels: {helm.sh/chart: prometheus-25.8.0}}
                spec:
                  template:
                    spec:
                      containers:
                        - name: prometheus
                          image: prom/prometheus:v2.48.0
                          %s
                %s""".formatted(number, number % 7, arguments, reloader);
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Path page(String name, int exitCode, String... inputs) {
        Path page = folder.resolve(name);
        String[] arguments = Stream.of(Stream.of("review"), Stream.of(inputs), Stream.of("-o", "html=" + page))
                .flatMap(some -> some)
                .toArray(String[]::new);
        Command review = Command.run(arguments);
        assertThat(review.exitCode()).as(review.err()).isEqualTo(exitCode);
        return page;
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private static int count(String selector) {
        return Integer.parseInt(browser.evaluate("document.querySelectorAll('" + selector + "').length"));
    }

    /** Findings that the filter shows, in groups that it shows. */
    private static int shown() {
        return count(".group:not([hidden]) .finding:not([hidden])");
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent");
    }

    private static void click(String selector) {
        browser.evaluate("document.querySelector('" + selector + "').click()");
    }

    static Stream<Arguments> views() {
        return Stream.of(none, one, mixed, many)
                .flatMap(page -> Stream.of(1280, 390)
                        .flatMap(width -> Stream.of("light", "dark")
                                .map(scheme -> Arguments.of(page.getFileName().toString(), width, scheme))));
    }

    @ParameterizedTest
    @MethodSource("views")
    void the_page_fits_and_everybody_can_use_it(String name, int width, String scheme) throws IOException {
        browser.open(folder.resolve(name), width, scheme);
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme.equals("light") ? "rgb(251, 251, 250)" : "rgb(20, 23, 26)");
        assertFits(width);
        assertThat(browser.evaluate("performance.getEntriesByType('resource').length"))
                .as("nothing is loaded")
                .isEqualTo("0");
        assertAccessible();
        if (count("#expand") > 0) {
            click("#expand");
            assertFits(width);
            assertThat(count(".finding details:not([open])")).isZero();
        }
        if (width == 390 && name.equals("mixed.html")) {
            assertAccessible();
        }
    }

    private static void assertFits(int width) {
        assertThat(browser.evaluate("Math.max(document.documentElement.scrollWidth, innerWidth)"))
                .as("nothing runs out of the page")
                .isEqualTo(String.valueOf(width));
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('pre')].filter(pre => pre.scrollWidth > pre.clientWidth).length"))
                .as("no line of a diff runs out of its box")
                .isEqualTo("0");
    }

    /** Checks the page with axe-core, all of whose rules are on. */
    private static void assertAccessible() throws IOException {
        try (InputStream axe = HtmlReportIT.class.getResourceAsStream("/axe.min.js")) {
            browser.inject(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(
                        browser.await(
                                "axe.run({resultTypes: ['violations']}).then(found => found.passes.length > 10"
                                        + " ? found.violations.map(rule => rule.id + ' ' + rule.nodes[0].html).join('\\n') : 'not run')"))
                .isEmpty();
    }

    @Test
    void tiles_say_how_bad_it_is_and_are_the_filter() {
        browser.open(many, 1280, "light");
        assertThat(browser.evaluate(
                        "[...document.querySelectorAll('.tile')].map(tile => tile.textContent.trim()).join()"))
                .isEqualTo("57 blocked,57 to patch,57 compliant,57 skipped");
        click(".tile.blocked");
        assertThat(text("#shown")).isEqualTo("57 of 228 match, 20 shown");
        assertThat(count(".group:not([hidden])")).isEqualTo(1);
        click(".tile.compliant");
        assertThat(text("#shown")).isEqualTo("114 of 228 match, 40 shown");
        click(".tile.blocked");
        click(".tile.compliant");
        assertThat(text("#shown")).isEqualTo("228 of 228 match, 80 shown");
    }

    @Test
    void what_needs_most_comes_first_and_long_groups_are_folded() {
        browser.open(many, 1280, "light");
        assertThat(browser.evaluate(
                        "[...document.querySelectorAll('.group h2 .verdict')].map(v => v.textContent).join()"))
                .isEqualTo("blocked,patch,compliant,skip");
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollHeight")))
                .as("a few screens, and not the 73,000 px of all findings")
                .isLessThan(6000);
        assertThat(count("details[open]")).isZero();
        assertThat(text(".group:not([hidden]) .more")).isEqualTo("Show 37 more");
        click(".group .more");
        assertThat(shown()).isEqualTo(57 + 3 * 20);
        click("#expand");
        assertThat(shown()).isEqualTo(MANY);
        assertThat(count("details[open]")).isEqualTo(MANY);
        assertThat(text("#expand")).isEqualTo("Collapse all");
        click("#expand");
        assertThat(shown()).isEqualTo(80);
        assertThat(count("details[open]")).isZero();
    }

    @Test
    void findings_are_grouped_by_namespace_where_the_reader_wants_that() {
        browser.open(many, 1280, "light");
        browser.evaluate("(by => { by.value = 'namespace'; by.dispatchEvent(new Event('change')); })("
                + "document.getElementById('by'))");
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('.group:not([hidden]) h2')].map(h => h.firstChild.data.trim()).join()"))
                .contains("Namespace team-0", "Namespace team-6");
        assertThat(text("#shown")).isEqualTo("228 of 228 match, 140 shown");
        assertThat(browser.evaluate("location.hash")).isEqualTo("#?by=namespace");
        browser.evaluate("(by => { by.value = 'reason'; by.dispatchEvent(new Event('change')); })("
                + "document.getElementById('by'))");
        assertThat(text("#shown")).isEqualTo("228 of 228 match, 80 shown");
        assertThat(browser.evaluate(
                        "[...document.querySelectorAll('.group h2 .verdict')].map(v => v.textContent).join()"))
                .isEqualTo("blocked,patch,compliant,skip");
    }

    @Test
    void the_filter_takes_words_and_is_part_of_the_url() {
        browser.open(mixed, 1280, "light");
        assertThat(shown()).isEqualTo(5);
        browser.type("#words", "PROMETHEUS-OLD wrapped");
        assertThat(shown()).isEqualTo(1);
        click(".tile.blocked");
        assertThat(browser.evaluate("location.hash")).isEqualTo("#?verdict=blocked&words=PROMETHEUS-OLD+wrapped");
        String url = browser.evaluate("location.href");
        browser.open(URI.create(url), 1280, "light");
        assertThat(shown()).as("who gets the link sees the same").isEqualTo(1);
        assertThat(browser.evaluate("document.querySelector('.tile.blocked').ariaPressed"))
                .isEqualTo("true");
    }

    @Test
    void a_filter_without_a_match_says_so() {
        browser.open(many, 390, "light");
        browser.type("#words", "no such thing");
        assertThat(shown()).isZero();
        assertThat(browser.evaluate("document.querySelector('#no-match').checkVisibility()"))
                .isEqualTo("true");
        click("#reset");
        assertThat(shown()).isEqualTo(80);
        assertThat(browser.evaluate("document.querySelector('#no-match').checkVisibility()"))
                .isEqualTo("false");
    }

    @Test
    void a_review_that_found_nothing_says_what_it_looked_at() {
        browser.open(none, 1280, "light");
        assertThat(text("#h-empty")).isEqualTo("No Prometheus container was found");
        assertThat(browser.evaluate("document.body.innerText"))
                .contains("This review looked at 1 object from 2 files:", "service.yaml", "Could not be reviewed");
        assertThat(count("#tools, .group, table")).isZero();
    }

    @Test
    void a_link_to_a_finding_shows_it_whatever_hides_it() {
        browser.open(many, 1280, "light");
        String last = browser.evaluate("[...document.querySelectorAll('.finding')].at(-1).id");
        browser.open(URI.create(many.toUri() + "#" + last), 1280, "light");
        assertThat(browser.evaluate("document.getElementById('" + last + "').checkVisibility()"))
                .isEqualTo("true");
        assertThat(browser.evaluate("document.getElementById('" + last + "').firstElementChild.open"))
                .isEqualTo("true");
        assertThat(browser.evaluate("location.hash")).isEqualTo("#" + last);
    }

    @Test
    void every_code_leads_to_its_explanation() {
        browser.open(many, 1280, "light");
        assertThat(browser.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')]"
                        + ".filter(link => !document.getElementById(link.hash.slice(1))).length"))
                .isEqualTo("0");
        assertThat(text("h2 a[href=\"#code-WrappedCommand\"]")).isEqualTo("WrappedCommand");
        assertThat(text("#codes h3 a[href=\"#code-ReloadPathMismatch\"]")).isEqualTo("ReloadPathMismatch");
        assertThat(text("#code-WrappedCommand")).contains("Do: Pass the flags in the script");
        assertThat(text("#code-ReloadPathMismatch")).contains("Do: Let the reloader call the path");
    }

    @Test
    void advice_is_given_once_a_group_and_the_chart_value_can_be_copied() {
        browser.open(many, 1280, "light");
        assertThat(browser.evaluate("document.body.innerHTML.split('Pass the flags in the script').length - 1"))
                .isEqualTo("1");
        assertThat(browser.evaluate("document.body.innerHTML.split('opens POST /-/quit').length - 1"))
                .isEqualTo("1");
        assertThat(text(".source code"))
                .isEqualTo("server:\n  extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]");
        click(".source .copy");
        assertThat(browser.evaluate("getSelection().toString()")).startsWith("server:");
    }

    @Test
    void a_flag_in_a_heading_is_never_broken_and_a_list_of_flags_has_commas() {
        browser.open(one, 390, "light");
        assertThat(text(".group h2"))
                .contains("the webhook adds --web.enable-lifecycle, --storage.tsdb.wal-compression");
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('h2 .flag')].map(flag => flag.getBoundingClientRect().height < 30).join()"))
                .isEqualTo("true,true");
    }

    @Test
    void a_finding_is_opened_from_the_keyboard() {
        browser.open(many, 1280, "light");
        browser.evaluate("document.querySelector('summary').focus()");
        browser.press("Enter", 13);
        assertThat(browser.evaluate("document.querySelector('details').open")).isEqualTo("true");
        browser.press("Tab", 9);
        assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("Link to this finding");
    }

    @Test
    void a_printed_page_holds_every_finding_unfolded_and_no_controls() {
        browser.open(many, 1280, "dark");
        browser.evaluate("addEventListener('beforeprint', () => { window.printed ="
                + " document.querySelectorAll('.finding:not([hidden])').length })");
        byte[] pdf = browser.print();
        String printed = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(printed).startsWith("%PDF-");
        assertThat(printed.split("/Type /Page\n", -1).length - 1)
                .as("pages: what the findings of a group share is printed once")
                .isBetween(5, 24);
        assertThat(browser.evaluate("window.printed")).isEqualTo(String.valueOf(MANY));
        assertThat(shown()).as("as before").isEqualTo(80);
        browser.emulatePrint();
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.evaluate("document.querySelector('#tools').checkVisibility()"))
                .isEqualTo("false");
        assertThat(browser.evaluate("document.querySelector('.diff').getBoundingClientRect().height > 0"))
                .as("the diff of the first finding of a group, which is folded on the screen")
                .isEqualTo("true");
    }

    @Test
    void a_hostile_manifest_is_text_and_nothing_else() {
        browser.open(mixed, 1280, "light");
        String title = "Review: 1 blocked, 2 to patch";
        assertThat(browser.evaluate("document.title")).isEqualTo(title);
        assertThat(count("script")).isEqualTo(1);
        assertThat(count("img")).isZero();
        assertThat(browser.evaluate("document.body.innerText"))
                .contains("<script>document.title='hacked'</script>", "{{{style}}}", "</pre></script><script>");
        browser.evaluate("document.body.append(Object.assign(document.createElement('script'),"
                + "{textContent: \"document.title='hacked'\"}))");
        assertThat(browser.evaluate("document.title"))
                .as("and even a script that had come in would not run")
                .isEqualTo(title);
    }
}
