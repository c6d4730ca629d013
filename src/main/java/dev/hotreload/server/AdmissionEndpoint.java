package dev.hotreload.server;

import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.server.jetty.RequestBodyHandler;
import dev.hotreload.server.jetty.RequestError;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.NanoTime;

/** {@code POST /mutate} and {@code POST /advise}: what HTTP has to say before and after a review, and what is measured around it. */
final class AdmissionEndpoint {

    private static final Pattern TIMEOUT = Pattern.compile("([1-9]|[12]\\d|30)s");

    private final Lifecycle lifecycle;
    private final Metrics metrics;
    private final Semaphore room;
    private final String warmUpUid;

    /**
     * Takes what a request needs.
     *
     * @param inFlight how many requests may be worked on at once
     * @param warmUpUid the uid of the reviews that are not to be counted and logged
     */
    AdmissionEndpoint(Lifecycle lifecycle, Metrics metrics, int inFlight, String warmUpUid) {
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        room = new Semaphore(inFlight);
        this.warmUpUid = warmUpUid;
    }

    /** Answers a request by a handler of bodies. */
    void handle(Context context, Function<byte[], AdmissionResult> handler) {
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
        metrics.inFlight(1);
        try {
            review(context, handler);
        } finally {
            metrics.inFlight(-1);
            room.release();
        }
        deadline.ifPresent(limit -> metrics.deadlineMargin(limit.minusNanos(NanoTime.since(began))));
    }

    private void review(Context context, Function<byte[], AdmissionResult> handler) {
        byte[] body = Optional.<byte[]>ofNullable(context.attribute(RequestBodyHandler.BODY))
                .orElse(new byte[0]);
        long start = System.nanoTime();
        AdmissionResult answer = handler.apply(body);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        answer.accept(
                responded -> {
                    if (!responded.response().request().uid().equals(warmUpUid)) {
                        metrics.responded(responded.response(), body.length, took);
                        DecisionLog.responded(responded.response(), took);
                    }
                    context.contentType("application/json").result(responded.body());
                },
                problem -> refuse(context, RequestError.BAD_REQUEST, problem),
                (uid, cause) -> {
                    DecisionLog.failed(uid, cause);
                    refuse(context, RequestError.INTERNAL);
                });
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

    /** The API server says how long it waits: {@code ?timeout=2s}, from 1 to 30 seconds. */
    private static Optional<Duration> deadline(Context context) {
        Matcher matcher = TIMEOUT.matcher(
                Optional.ofNullable(context.queryParam("timeout")).orElse(""));
        return matcher.matches() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}
