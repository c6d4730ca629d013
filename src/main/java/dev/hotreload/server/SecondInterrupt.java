package dev.hotreload.server;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the second Ctrl-C end the process at once, while the first one shuts it down in order. Java has no public way to
 * see a signal while it shuts down. {@code sun.misc.Signal}, which every JDK exports from {@code jdk.unsupported}, is
 * reached by reflection, because the compiler's warning about it cannot be switched off.
 */
final class SecondInterrupt {

    /** As a shell reports a process that SIGINT has ended: 128 and the number of the signal. */
    private static final int INTERRUPTED = 130;

    private SecondInterrupt() {}

    /**
     * Installs the handler. A SIGINT that the process ignores, as in the background of a script, stays ignored; a Java
     * without this class keeps its own handler.
     */
    static void endsAtOnce() {
        AtomicBoolean shuttingDown = new AtomicBoolean();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            // Each signal gets a thread of its own, so that the first may wait in exit.
            Object onInterrupt = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(shuttingDown, given);
                        }
                        if (shuttingDown.getAndSet(true)) {
                            Runtime.getRuntime().halt(INTERRUPTED);
                        }
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), onInterrupt);
        } catch (ReflectiveOperationException e) {
            // The second Ctrl-C changes nothing then.
            return;
        }
    }
}
