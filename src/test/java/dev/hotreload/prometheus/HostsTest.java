package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "::1", "127.0.0.1", "127.0.0.0", "127.9.99.255", "127.100.0.9"})
    void is_a_loopback_address(String host) {
        assertThat(Hosts.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::",
                "0.0.0.0",
                "127",
                "127.",
                "127.0",
                "127.0.0",
                "127.0.0.",
                "127.0..1",
                "127..0.1",
                "127.0.0.1.1",
                "127.0.0.1000",
                "127.0000.0.1",
                "127.0.0.a",
                "127.0.0./",
                "127.0.0.:",
                "128.0.0.1",
                "localhost."
            })
    void is_not_a_loopback_address(String host) {
        assertThat(Hosts.isLoopback(host)).isFalse();
    }
}
