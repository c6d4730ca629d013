package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @TempDir
    static Path folder;

    private static Chromium browser;
    private static Path page;

    @BeforeAll
    static void start() throws IOException {
        Path hostile = Files.writeString(folder.resolve("hostile.yaml"), HOSTILE);
        page = folder.resolve("page.html");
        Command review = Command.run(
                "review", "src/test/resources/review/reports/input.yaml", hostile.toString(), "-o", "html=" + page);
        assertThat(review.exitCode()).isEqualTo(3);
        browser = Chromium.start(folder.resolve("profile"));
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private static int shown() {
        return Integer.parseInt(browser.evaluate("document.querySelectorAll('tbody:not([hidden])').length"));
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void the_page_fits_and_can_be_read(int width, String scheme) {
        browser.open(page, width, scheme);
        assertThat(browser.evaluate("Math.max(document.documentElement.scrollWidth, innerWidth)"))
                .as("nothing runs out of the page")
                .isEqualTo(String.valueOf(width));
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme.equals("light") ? "rgb(251, 251, 250)" : "rgb(20, 23, 26)");
        assertThat(browser.evaluate("performance.getEntriesByType('resource').length"))
                .as("nothing is loaded")
                .isEqualTo("0");
        assertThat(shown()).isEqualTo(5);
    }

    @Test
    void the_filter_takes_words_and_verdicts() {
        browser.open(page, 1280, "light");
        browser.type("#words", "PROMETHEUS-OLD wrapped");
        assertThat(shown()).isEqualTo(1);
        assertThat(browser.evaluate("document.getElementById('shown').textContent"))
                .isEqualTo("1 of 5 shown");
        browser.evaluate("document.querySelector('input[value=blocked]').click()");
        assertThat(shown()).isZero();
        browser.open(page, 1280, "light");
        browser.evaluate("document.querySelector('input[value=patch]').click()");
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void a_hostile_manifest_is_text_and_nothing_else() {
        browser.open(page, 1280, "light");
        assertThat(browser.evaluate("document.title")).isEqualTo("Prometheus hot reload: review");
        assertThat(browser.evaluate("document.querySelectorAll('script').length"))
                .isEqualTo("1");
        assertThat(browser.evaluate("document.querySelectorAll('img').length")).isEqualTo("0");
        assertThat(browser.evaluate("document.body.innerText"))
                .contains("<script>document.title='hacked'</script>", "{{{style}}}", "</pre></script><script>");
        browser.evaluate("document.body.append(Object.assign(document.createElement('script'),"
                + "{textContent: \"document.title='hacked'\"}))");
        assertThat(browser.evaluate("document.title"))
                .as("and even a script that had come in would not run")
                .isEqualTo("Prometheus hot reload: review");
    }
}
