package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the decision takes for granted of prometheus-config-reloader, asked of the real one. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ReloaderFactsIT {

    @TempDir
    Path folder;

    private Program reloader(MockWebServer prometheus, String userInfo, String path) throws Exception {
        Files.writeString(folder.resolve("prometheus.yml"), "a");
        return Program.start(List.of(
                RealParts.CONFIG_RELOADER.toString(),
                "--watched-dir=" + folder,
                "--listen-address=127.0.0.1:" + PodOnThisMachine.freePort(),
                "--watch-interval=1s",
                "--retry-interval=100ms",
                "--delay-interval=100ms",
                "--reload-url=http://" + userInfo + "127.0.0.1:" + prometheus.getPort() + path));
    }

    @Test
    void it_posts_to_the_path_it_was_given_again_and_again_until_it_is_200() throws Exception {
        try (MockWebServer prometheus = new MockWebServer()) {
            prometheus.enqueue(new MockResponse.Builder().code(403).build());
            prometheus.enqueue(new MockResponse.Builder().code(403).build());
            prometheus.enqueue(new MockResponse.Builder().code(200).build());
            prometheus.start(java.net.InetAddress.getLoopbackAddress(), 0);
            try (Program reloader = reloader(prometheus, "", "/prom/-/reload")) {
                for (int i = 0; i < 3; i++) {
                    RecordedRequest request = prometheus.takeRequest(30, TimeUnit.SECONDS);
                    assertThat(request).as(reloader.output()).isNotNull();
                    assertThat(request.getMethod()).isEqualTo("POST");
                    assertThat(request.getTarget()).isEqualTo("/prom/-/reload");
                }
                assertThat(prometheus.takeRequest(2, TimeUnit.SECONDS)).isNull();
            }
        }
    }

    @Test
    void it_sends_the_urls_user_info_as_credentials() throws Exception {
        try (MockWebServer prometheus = new MockWebServer()) {
            prometheus.enqueue(new MockResponse.Builder().code(200).build());
            prometheus.start(java.net.InetAddress.getLoopbackAddress(), 0);
            try (Program reloader = reloader(prometheus, "alice:s%40crat@", "/-/reload")) {
                RecordedRequest request = prometheus.takeRequest(30, TimeUnit.SECONDS);
                assertThat(request).as(reloader.output()).isNotNull();
                assertThat(request.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("alice", "s@crat"));
            }
        }
    }
}
