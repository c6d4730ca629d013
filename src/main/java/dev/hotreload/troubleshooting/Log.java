package dev.hotreload.troubleshooting;

/** Where a message is found. */
public enum Log {
    RELOADER("in the log of the reloader"),
    PROMETHEUS("in the log of Prometheus, which exits"),
    API_SERVER("in the log of the API server, or in the answer to kubectl"),
    NOWHERE("in no log");

    private final String place;

    Log(String place) {
        this.place = place;
    }

    /** Returns the place in words, to stand after a comma or at the beginning of a line. */
    public String place() {
        return place;
    }
}
