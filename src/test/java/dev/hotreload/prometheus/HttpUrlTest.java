package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9090/-/reload, localhost, 9090, /-/reload, true",
        "HTTP://LocalHost:9090/-/reload, localhost, 9090, /-/reload, true",
        "http://127.1.2.3/-/reload, 127.1.2.3, 80, /-/reload, true",
        "https://[::1]/-/reload, ::1, 443, /-/reload, true",
        "http://[::1]:9091/x, ::1, 9091, /x, true",
        "http://0.0.0.0:9090/-/reload?a=/b#c, 0.0.0.0, 9090, /-/reload, true",
        "http://u:p@localhost:9090/-/reload, localhost, 9090, /-/reload, true",
        "http://u:p@x@localhost:9090/-/reload, localhost, 9090, /-/reload, true",
        "http://$(U):$(P)@$(IP):9090/-/reload, $(ip), 9090, /-/reload, true",
        "http://$(IP):$(PORT)/-/reload, $(ip), -1, /-/reload, true",
        "http://localhost:http/-/reload, localhost, -1, /-/reload, true",
        "http://$(A).svc:9090/p@th/-/reload, $(a).svc, 9090, /p@th/-/reload, false",
        "http://prometheus:9090, prometheus, 9090, '', false",
        "http://1270.0.0.1/, 1270.0.0.1, 80, /, false",
        "http://localhost.example/, localhost.example, 80, /, false",
    })
    void reads(String text, String host, int port, String path, boolean ownPod) {
        HttpUrl url = HttpUrl.parse(text).orElseThrow();
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port < 0 ? OptionalInt.empty() : OptionalInt.of(port));
        assertThat(url.path()).isEqualTo(path);
        assertThat(url.isOwnPod()).isEqualTo(ownPod);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost:9090/-/reload", "ftp://localhost/", "http:///-/reload", "http://:9090/", "$(URL)"
            })
    void is_none(String text) {
        assertThat(HttpUrl.parse(text)).isEmpty();
    }

    @Test
    void keeps_no_user_info() {
        assertThat(HttpUrl.parse("http://alice:secret@localhost/-/reload").toString())
                .doesNotContain("alice", "secret");
    }

    @Test
    void a_huge_one_is_read_like_any_other() {
        assertThat(HttpUrl.parse("http://" + "$(A)@:".repeat(200_000) + "/x")).isEmpty();
        assertThat(HttpUrl.parse("http://" + "a".repeat(1_000_000) + "/x")
                        .orElseThrow()
                        .isLoopback())
                .isFalse();
    }
}
