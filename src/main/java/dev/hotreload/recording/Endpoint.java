package dev.hotreload.recording;

import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.decision.Policy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the webhook is asked, by the path of the URL. */
public enum Endpoint {
    MUTATE("/mutate", AdmissionHandler::ofPods),
    ADVISE("/advise", AdmissionHandler::ofWorkloads);

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Function<Supplier<Policy>, AdmissionHandler> handlers;

    Endpoint(String path, Function<Supplier<Policy>, AdmissionHandler> handlers) {
        this.path = path;
        this.handlers = handlers;
    }

    static Optional<Endpoint> at(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }

    public String path() {
        return path;
    }

    /** Returns the handler of this endpoint; it asks for the policy with every request. */
    public AdmissionHandler handler(Supplier<Policy> policy) {
        return handlers.apply(policy);
    }
}
