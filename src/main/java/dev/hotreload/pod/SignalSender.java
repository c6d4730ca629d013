package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A container that sends SIGHUP to a process of another: kill, pkill and killall, and tools that are given a process'
 * name.
 */
final class SignalSender {

    private static final Set<String> PROGRAMS = Set.of("kill", "pkill", "killall");
    private static final Set<String> HANG_UP =
            Set.of("-HUP", "-SIGHUP", "-1", "-sHUP", "--signal=HUP", "--signal=SIGHUP", "--signal=1");
    private static final Set<String> SIGNAL_OPTIONS = Set.of("-s", "-n", "--signal");
    private static final Set<String> HANG_UP_NAMES = Set.of("HUP", "SIGHUP", "1");

    private static final ReloaderFlag TARGET = ReloaderFlag.named("target-process-name");

    private SignalSender() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        boolean sends = new ReloaderFlags(invocation).has(TARGET) || anyHangsUp(invocation.commands());
        return sends ? Optional.of(new Reloader.BySignal(invocation.name())) : Optional.empty();
    }

    private static boolean anyHangsUp(List<List<Argument>> commands) {
        for (List<Argument> words : commands) {
            if (hangsUp(words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hangsUp(List<Argument> words) {
        boolean killing = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).text();
            boolean named = i + 1 < words.size()
                    && SIGNAL_OPTIONS.contains(word)
                    && HANG_UP_NAMES.contains(words.get(i + 1).text());
            if (killing && (named || HANG_UP.contains(word))) {
                return true;
            }
            killing |= PROGRAMS.contains(Invocation.baseName(words.get(i)));
        }
        return false;
    }
}
