package dev.hotreload.prometheus;

/** What the text of a host says about the interface that it names. */
final class Hosts {

    private Hosts() {}

    /** Returns whether it is {@code localhost}, an address of {@code 127.0.0.0/8}, or {@code ::1}. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || isLoopbackAddress(host);
    }

    /** Returns whether it stands for every address of the machine. */
    static boolean isUnspecified(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }

    /** {@code 127.} and three numbers of at most three digits. */
    private static boolean isLoopbackAddress(String host) {
        if (!host.startsWith("127.")) {
            return false;
        }
        int numbers = 1;
        int digits = 0;
        for (int i = "127.".length(); i < host.length(); i++) {
            char c = host.charAt(i);
            if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
            } else if (c == '.' && digits > 0) {
                numbers++;
                digits = 0;
            } else {
                return false;
            }
        }
        return numbers == 3 && digits > 0;
    }
}
