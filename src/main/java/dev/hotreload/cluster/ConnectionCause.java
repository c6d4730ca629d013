package dev.hotreload.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a conversation with a server failed, in words, with the advice that fits the cause. */
public enum ConnectionCause {
    UNKNOWN_HOST("the name of the host is unknown", "Check the server's address in the kubeconfig, and the DNS."),
    REFUSED("connection refused", "Check that the cluster runs, and that the context is the right one."),
    NO_ROUTE("there is no route to the host", "Check the network, a VPN for example, and the context."),
    NO_ANSWER("no answer", "Check the network and the context, or give it more with --request-timeout."),
    UNTRUSTED(
            "its certificate is not signed by an authority that the kubeconfig trusts",
            "Check certificate-authority in the kubeconfig."),
    TLS("TLS fails", "Check that the address begins with the right one of http:// and https://."),
    NOT_AN_API_SERVER(
            "the answer is not one of an API server",
            "Check that the address is the API server's own, and not a proxy's."),
    LOST(
            "the connection was lost",
            "Try again, and check that the address begins with the right one of http:// and https://.");

    private final String words;
    private final String advice;

    ConnectionCause(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /** Returns the cause of a failure. */
    public static ConnectionCause of(Throwable failure) {
        if (chain(failure).anyMatch(JsonProcessingException.class::isInstance)) {
            return NOT_AN_API_SERVER;
        }
        if (is(failure, UnknownHostException.class) || is(failure, UnresolvedAddressException.class)) {
            return UNKNOWN_HOST;
        }
        if (is(failure, HttpTimeoutException.class)
                || is(failure, SocketTimeoutException.class)
                || is(failure, TimeoutException.class)) {
            return NO_ANSWER;
        }
        if (is(failure, CertificateException.class)
                || is(failure, CertPathBuilderException.class)
                || is(failure, CertPathValidatorException.class)) {
            return UNTRUSTED;
        }
        if (is(failure, SSLException.class)) {
            return TLS;
        }
        if (is(failure, NoRouteToHostException.class)) {
            return NO_ROUTE;
        }
        return is(failure, ConnectException.class) ? REFUSED : LOST;
    }

    private static boolean is(Throwable failure, Class<? extends Exception> cause) {
        return chain(failure).anyMatch(cause::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        // A chain may be a circle.
        return Stream.iterate(Optional.of(failure), Optional::isPresent, next -> next.map(Throwable::getCause))
                .limit(20)
                .flatMap(Optional::stream);
    }

    /**
     * Returns the cause in words, to stand after a colon.
     *
     * @param patience how long an answer was waited for
     */
    public String words(Duration patience) {
        if (this != NO_ANSWER) {
            return words;
        }
        return "no answer within "
                + (patience.toMillis() % 1000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms");
    }

    /**
     * Returns what the server did, in words that follow its address.
     *
     * @param patience how long an answer was waited for
     */
    String sentence(Duration patience) {
        return this == NOT_AN_API_SERVER
                ? "does not answer as an API server does"
                : "cannot be reached: " + words(patience);
    }

    /** Returns what to do, in one sentence. */
    public String advice() {
        return advice;
    }

    /** Returns the failure as an {@link IOException}. */
    static IOException exception(Throwable failure) {
        return failure instanceof IOException io ? io : new IOException(failure);
    }
}
