package dev.hotreload.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of API servers, as they write them, and what they are about; what a platform has to do with them. */
class CallFailureTest {

    private static final String CALL =
            "Internal error occurred: failed calling webhook \"pods.hot-reload.dev\": failed to call webhook: ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no endpoints available for service "hot-reload"                                             | NO_ENDPOINTS
            endpoints "hot-reload" not found                                                            | NO_ENDPOINTS
            service "hot-reload" not found                                                              | NO_SERVICE
            Post "https://h:443/": dial tcp 10.96.0.10:443: connect: connection refused                 | REFUSED
            Post "https://h:443/": context deadline exceeded                                            | NO_ANSWER
            Post "https://h:443/": net/http: request canceled (Client.Timeout exceeded)                 | NO_ANSWER
            error trying to reach service: dial tcp 10.0.0.1:10250: i/o timeout                         | NO_ANSWER
            Post "https://h:443/": tls: failed to verify certificate: x509: certificate signed by unknown authority | UNTRUSTED
            Post "https://h:443/": x509: certificate relies on legacy Common Name field, use SANs instead | UNTRUSTED
            Post "https://h:443/": x509: certificate is valid for a, not hot-reload.hot-reload.svc      | WRONG_NAME
            Post "https://h:443/": x509: certificate is not valid for any names, but wanted to match h  | WRONG_NAME
            Post "https://h:443/": x509: certificate has expired or is not yet valid: current time 2026 | EXPIRED
            Post "https://h:443/": http: server gave HTTP response to HTTPS client                      | NO_TLS
            Post "https://h:443/": dial tcp: lookup h on 10.0.0.2:53: no such host                      | NO_HOST
            Post "https://h:443/": dial tcp 10.0.0.1:443: connect: no route to host                     | NO_ROUTE
            Post "https://h:443/": dial tcp 10.0.0.1:443: connect: network is unreachable               | NO_ROUTE
            error dialing backend: No agent available                                                   | NO_AGENT
            EOF                                                                                         | OTHER
            """)
    void the_words_of_an_api_server_name_the_cause(String words, CallFailure failure) {
        assertThat(CallFailure.of(CALL + words)).isEqualTo(failure);
        assertThat(CallFailure.isIn(CALL + words)).isTrue();
    }

    @Test
    void a_denial_is_not_a_failed_call() {
        assertThat(CallFailure.isIn("admission webhook \"x\" denied the request: connection refused"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(CallFailure.class)
    void every_cause_has_advice_of_its_own(CallFailure failure) {
        assertThat(failure.seen()).isNotBlank().doesNotEndWith(".");
        assertThat(failure.advice()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "EKS_OVERLAY, NO_ANSWER, platform=eks-overlay-cni",
        "EKS_OVERLAY, REFUSED, platform=eks-overlay-cni",
        "EKS_OVERLAY, NO_ROUTE, platform=eks-overlay-cni",
        "EKS_OVERLAY, UNTRUSTED, ''",
        "FARGATE, REFUSED, platform=fargate",
        "FARGATE, UNTRUSTED, platform=fargate",
        "FARGATE, WRONG_NAME, platform=fargate",
        "FARGATE, NO_ENDPOINTS, ''",
        "GKE, NO_ANSWER, use port 10250",
        "GKE, UNTRUSTED, ''",
        "EKS, NO_ANSWER, ''",
        "AKS, NO_ANSWER, ''",
        "OPENSHIFT, NO_ANSWER, ''",
        "OTHER, NO_ANSWER, ''",
    })
    void a_platform_has_its_trap(Platform platform, CallFailure failure, String setting) {
        if (setting.isEmpty()) {
            assertThat(platform.trap(failure)).isEmpty();
        } else {
            assertThat(platform.trap(failure).orElse("")).contains(setting);
        }
    }
}
