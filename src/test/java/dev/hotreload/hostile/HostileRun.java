package dev.hotreload.hostile;

import com.sun.management.ThreadMXBean;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Handles every hostile body in this process, and prints what each cost: the test starts it with little memory. */
final class HostileRun {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HostileRun() {}

    /** Takes files of bodies; handles each twice, so that the second shows what it costs a process that is warm. */
    public static void main(String[] files) throws IOException {
        AdmissionHandler handler = AdmissionHandler.ofPods(() -> Policy.DEFAULT);
        for (String file : files) {
            byte[] body = Files.readAllBytes(Path.of(file));
            handler.handle(body);
            run(handler, Path.of(file).getFileName().toString(), body);
        }
    }

    private static void run(AdmissionHandler handler, String name, byte[] body) {
        long id = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(id);
        long cpu = THREADS.getCurrentThreadCpuTime();
        AdmissionResult result = handler.handle(body);
        long cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
        long bytes = THREADS.getThreadAllocatedBytes(id) - allocated;
        System.out.printf(Locale.ROOT, "%s\t%d\t%d\t%d\t%s%n", name, body.length, cpuMillis, bytes, decision(result));
    }

    private static String decision(AdmissionResult result) {
        StringBuilder decision = new StringBuilder();
        result.accept(
                responded -> decision.append(responded.response().summary().decision())
                        .append(' ')
                        .append(responded.response().summary().reasons()),
                decision::append,
                (uid, cause) ->
                        decision.append("failed ").append(cause.getClass().getName()));
        return decision.toString();
    }
}
