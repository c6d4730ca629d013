package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ReloadPath;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a reloader calls. */
public sealed interface Target {

    /** Returns the method of the call. */
    ReloadMethod method();

    /** Returns the result of the function for the kind of target that this is. */
    <T> T fold(Function<HttpUrl, T> url, Supplier<T> unknown);

    /** A URL that the pod tells. */
    record Url(HttpUrl url, ReloadMethod method) implements Target {
        @Override
        public <T> T fold(Function<HttpUrl, T> onUrl, Supplier<T> onUnknown) {
            return onUrl.apply(url);
        }
    }

    /** A URL that begins with a variable from outside the pod: it may be any. */
    record Unknown(ReloadMethod method) implements Target {
        @Override
        public <T> T fold(Function<HttpUrl, T> onUrl, Supplier<T> onUnknown) {
            return onUnknown.get();
        }
    }

    /** Reads a URL; empty when it is neither an HTTP URL nor a variable that may hold one for a reload. */
    static Optional<Target> of(Argument url, ReloadMethod method) {
        String tail = url.tail();
        boolean open = !url.isKnown() && tail.isEmpty();
        Optional<HttpUrl> known = HttpUrl.parse(url.text());
        if (known.isPresent()) {
            // http://$(TARGET) may hold a port and a path as well.
            boolean onlyScheme = open && known.get().path().isEmpty();
            return onlyScheme ? Optional.of(new Unknown(method)) : known.map(parsed -> new Url(parsed, method));
        }
        boolean mayReload = tail.endsWith(ReloadPath.SUFFIX) || ReloadPath.SUFFIX.endsWith(tail);
        boolean mayBeUrl = !url.isKnown() && url.couldBe("http://h" + tail);
        return mayReload && mayBeUrl ? Optional.of(new Unknown(method)) : Optional.empty();
    }
}
