package dev.hotreload.review.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a word without quotes is, by go-yaml v2.4, with which kubectl reads manifests. */
class KubectlSchemaTest {

    @ParameterizedTest
    @CsvSource({
        "yes, bool",
        "Y, bool",
        "on, bool",
        "TRUE, bool",
        "n, bool",
        "Off, bool",
        "false, bool",
        "yES, str",
        "tru, str",
        "~, null",
        "null, null",
        "Null, null",
        "nULL, str",
        "'', null",
        "0, int",
        "-1, int",
        "+7, int",
        "017, int",
        "0o17, int",
        "0O17, int",
        "0x1F, int",
        "0b101, int",
        "-0b1, int",
        "1_000, int",
        "18446744073709551615, int",
        "9223372036854775807, int",
        "18446744073709551616, float",
        "089, float",
        "1., float",
        "1.5, float",
        ".5, float",
        ".5_5, float",
        "1e3, float",
        "-1.5E-3, float",
        ".inf, float",
        "-.Inf, float",
        "+.INF, float",
        ".NaN, float",
        "0x, str",
        "0xg, str",
        "0b2, str",
        "0o8, str",
        "0a7, str",
        "1.2.3, str",
        "1e, str",
        "e1, str",
        "., str",
        "+, str",
        "1:30, str",
        "2026-11-25, str",
        "._5, str",
        "_1, str",
        "0xFFFFFFFFFFFFFFFFF, str",
        "1e999, str",
        "v1, str",
        "--flag, str",
        "<<, merge",
    })
    void a_word_is(String word, String tag) {
        assertThat(KubectlSchema.resolve(word).getValue()).isEqualTo("tag:yaml.org,2002:" + tag);
    }
}
