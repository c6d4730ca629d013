package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ReloadPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Any other container that names the URL of a reload: loops of curl or wget, watch, scripts around inotifywait,
 * git-sync by its environment, small tools of one's own. Their method stays open: many words may say POST, and none has
 * to.
 */
final class ReloadUrlCaller {

    private static final String HTTP = "http";

    /** What ends a URL in a text around it, such as JSON, a list or a shell line. */
    private static final String AFTER_URL = " \t\r\n\"'`<>|;,\\";

    private ReloadUrlCaller() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        if (invocation.isOtherProgram()) {
            return Optional.empty();
        }
        Set<HttpUrl> urls = new LinkedHashSet<>();
        for (List<Argument> command : invocation.commands()) {
            for (Argument word : command) {
                urls.addAll(reloadUrlsIn(word.text()));
                withoutScheme(word.text()).ifPresent(urls::add);
            }
        }
        invocation.environment().literals().forEach(value -> urls.addAll(reloadUrlsIn(value.text())));
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Reloader.ByHttp(
                invocation.name(),
                urls.stream()
                        .<Target>map(url -> new Target.Url(url, ReloadMethod.UNKNOWN))
                        .toList()));
    }

    private static List<HttpUrl> reloadUrlsIn(String text) {
        // Most texts hold no such path: they are not looked through for URLs.
        if (!text.contains(ReloadPath.SUFFIX)) {
            return List.of();
        }
        List<HttpUrl> urls = new ArrayList<>();
        int start = text.indexOf(HTTP);
        while (start >= 0) {
            int next = start + HTTP.length();
            if (text.startsWith("://", next) || text.startsWith("s://", next)) {
                int end = endOfUrl(text, next);
                HttpUrl.parse(text.substring(start, end))
                        .filter(url -> url.path().endsWith(ReloadPath.SUFFIX))
                        .ifPresent(urls::add);
                next = end;
            }
            start = text.indexOf(HTTP, next);
        }
        return urls;
    }

    /** curl and wget take {@code localhost:9090/-/reload} as a URL too, also after a flag of their own. */
    private static Optional<HttpUrl> withoutScheme(String word) {
        if (!word.endsWith(ReloadPath.SUFFIX) || word.contains("://")) {
            return Optional.empty();
        }
        String address = word.substring(word.indexOf('=') + 1);
        // A path of a file may end so; a port or the pod itself makes it an address.
        boolean hasPort = address.indexOf(':') > 0;
        return HttpUrl.parse("http://" + address)
                .filter(url -> url.isOwnPod() || (hasPort && url.port().isPresent()));
    }

    /** A parenthesis that was not opened in the URL, as in {@code $(curl URL)}, is not a part of it. */
    private static int endOfUrl(String text, int start) {
        int depth = 0;
        int end = start;
        while (end < text.length() && AFTER_URL.indexOf(text.charAt(end)) < 0 && depth >= 0) {
            char c = text.charAt(end);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            end++;
        }
        return depth < 0 ? end - 1 : end;
    }
}
