package dev.hotreload.server;

import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.server.jetty.RequestBodyHandler;
import dev.hotreload.server.jetty.RequestError;
import io.javalin.http.Context;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.NanoTime;

/**
 * {@code POST /mutate} and {@code POST /advise}: what HTTP adds before and after a review, and what is measured around
 * it.
 */
final class AdmissionEndpoint {

    private static final Pattern TIMEOUT = Pattern.compile("([1-9]|[12]\\d|30)s");

    private final Lifecycle lifecycle;
    private final Metrics metrics;
    private final Failures failures;
    private final Semaphore room;
    private final String warmUpUid;

    /** Counts the warm-up, where nobody looks. */
    private final ReviewMetrics rehearsed = new ReviewMetrics(new PrometheusRegistry());

    /**
     * Makes the endpoint.
     *
     * @param inFlight how many reviews may be in progress at once
     * @param warmUpUid the uid of the reviews that are neither counted nor logged
     */
    AdmissionEndpoint(Lifecycle lifecycle, Metrics metrics, Failures failures, int inFlight, String warmUpUid) {
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.failures = failures;
        room = new Semaphore(inFlight);
        this.warmUpUid = warmUpUid;
    }

    /** Answers a request with what a handler makes of its body. Never throws. */
    void handle(Context context, Function<byte[], AdmissionResult> handler) {
        try {
            answer(context, handler);
        } catch (Throwable e) {
            fail(context, "", e);
        }
    }

    private void answer(Context context, Function<byte[], AdmissionResult> handler) {
        if (lifecycle.is(Lifecycle.Stage.CLOSING)) {
            refuse(context, RequestError.DRAINING);
            return;
        }
        if (lifecycle.is(Lifecycle.Stage.DRAINING)) {
            context.header("Connection", "close");
        }
        if (!isJson(context.contentType())) {
            refuse(context, RequestError.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        long began =
                ServletContextRequest.getServletContextRequest(context.req()).getBeginNanoTime();
        Optional<Duration> deadline = deadline(context);
        if (deadline.filter(limit -> NanoTime.since(began) >= limit.toNanos()).isPresent()) {
            refuse(context, RequestError.DEADLINE);
            return;
        }
        if (!room.tryAcquire()) {
            refuse(context, RequestError.OVERLOADED);
            return;
        }
        metrics.reviews().inFlight(1);
        try {
            review(context, handler);
        } finally {
            metrics.reviews().inFlight(-1);
            room.release();
        }
        deadline.ifPresent(limit -> metrics.reviews().deadlineMargin(limit.minusNanos(NanoTime.since(began))));
    }

    private void review(Context context, Function<byte[], AdmissionResult> handler) {
        byte[] body = Optional.<byte[]>ofNullable(context.attribute(RequestBodyHandler.BODY))
                .orElseGet(() -> new byte[0]);
        long start = System.nanoTime();
        AdmissionResult result = handler.apply(body);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        result.accept(
                responded -> respond(context, responded, body.length, took),
                problem -> refuse(context, RequestError.BAD_REQUEST, problem),
                (uid, failure) -> fail(context, uid, failure));
    }

    private void respond(Context context, AdmissionResult.Responded responded, int bytes, Duration took) {
        Optional<TraceParent> trace = trace(context);
        if (responded.response().request().uid().equals(warmUpUid)) {
            rehearsed.responded(responded.response(), bytes, took, trace);
            DecisionLog.rehearse(responded.response(), took, trace);
        } else {
            metrics.reviews().responded(responded.response(), bytes, took, trace);
            DecisionLog.responded(responded.response(), took, trace);
        }
        context.contentType("application/json").result(responded.body());
    }

    /** Answers with 500: the API server's failurePolicy decides. */
    void fail(Context context, String uid, Throwable failure) {
        failures.inRequest(failure);
        refuse(context, RequestError.INTERNAL);
        try {
            DecisionLog.failed(uid, failure, trace(context));
        } catch (OutOfMemoryError e) {
            // The answer matters more than its log line.
            failures.inRequest(e);
        }
    }

    void refuse(Context context, RequestError error) {
        refuse(context, error, error.sentence());
    }

    private void refuse(Context context, RequestError error, String sentence) {
        metrics.error(error);
        error.headers().forEach(context::header);
        context.status(error.status()).contentType("application/json").result(RequestError.json(sentence));
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].trim().equalsIgnoreCase("application/json");
    }

    private static Optional<TraceParent> trace(Context context) {
        return Optional.ofNullable(context.header(TraceParent.HEADER)).flatMap(TraceParent::parse);
    }

    /** The API server says how long it waits: {@code ?timeout=2s}, from 1 to 30 seconds. */
    private static Optional<Duration> deadline(Context context) {
        Matcher matcher = TIMEOUT.matcher(
                Optional.ofNullable(context.queryParam("timeout")).orElse(""));
        return matcher.matches() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}
