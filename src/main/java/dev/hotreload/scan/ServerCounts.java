package dev.hotreload.scan;

import java.util.EnumMap;
import java.util.Map;

/** How many running Prometheus containers are in each state. */
public record ServerCounts(Map<ServerState, Long> counts) {

    public ServerCounts {
        counts = Map.copyOf(counts);
    }

    /** Returns the number of containers in a state. */
    public long of(ServerState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Returns the counts in one sentence. */
    @Override
    public String toString() {
        long all = counts.values().stream().mapToLong(count -> count).sum();
        return "Running Prometheus servers: " + all + ". Reloadable: " + of(ServerState.RELOADABLE)
                + ", without their flags: " + of(ServerState.LACKS_FLAGS) + ", blocked: " + of(ServerState.BLOCKED)
                + ", without a reloader: " + of(ServerState.NO_RELOADER) + ".";
    }

    /** Counts one container after the other. */
    static final class Counting {
        private final Map<ServerState, Long> counts = new EnumMap<>(ServerState.class);

        void add(ServerState state) {
            counts.merge(state, 1L, Long::sum);
        }

        ServerCounts counts() {
            return new ServerCounts(counts);
        }
    }
}
