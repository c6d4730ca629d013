package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Twenty pods of a Prometheus server with a reloader a second, by four creators, and what became of them. */
final class Load implements AutoCloseable {

    static final int CREATORS = 4;
    static final int A_SECOND = 20;

    private final ScheduledExecutorService creators = Executors.newScheduledThreadPool(CREATORS);
    /** How long it lasts at least: short in the build, a minute with {@code -Dload.for=60}. */
    static final Duration AT_LEAST = Duration.ofSeconds(Integer.getInteger("load.for", 15));

    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger unpatched = new AtomicInteger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final ControlPlane cluster;
    private final Pod template;
    private final long began = System.nanoTime();

    private Load(ControlPlane cluster, String namespace) throws IOException {
        this.cluster = cluster;
        template = ManifestFixtures.JSON.convertValue(
                ManifestFixtures.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object"), Pod.class);
        template.getMetadata().setOwnerReferences(List.of());
        template.getMetadata().setNamespace(namespace);
    }

    /** Begins as soon as a pod gets its flags. */
    static Load start(ControlPlane cluster, String namespace) throws IOException {
        Load load = new Load(cluster, namespace);
        await().atMost(Duration.ofSeconds(30)).until(load::create);
        List.of(load.created, load.unpatched).forEach(counter -> counter.set(0));
        load.refusals.clear();
        long between = TimeUnit.SECONDS.toMillis(1) / A_SECOND;
        List<ScheduledFuture<?>> schedules = IntStream.range(0, CREATORS)
                .<ScheduledFuture<?>>mapToObj(i -> load.creators.scheduleAtFixedRate(
                        load::create, i * between, CREATORS * between, TimeUnit.MILLISECONDS))
                .toList();
        assertThat(schedules).noneMatch(ScheduledFuture::isDone);
        return load;
    }

    /** Creates a pod and returns whether it has its flags. */
    private boolean create() {
        try {
            List<String> args = cluster.client()
                    .resource(named())
                    .create()
                    .getSpec()
                    .getContainers()
                    .get(1)
                    .getArgs();
            created.incrementAndGet();
            boolean patched =
                    args.contains("--web.enable-lifecycle") && args.contains("--storage.tsdb.wal-compression");
            if (!patched) {
                unpatched.incrementAndGet();
            }
            return patched;
        } catch (KubernetesClientException e) {
            refusals.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * Not by generateName: of some thousand names two are soon the same, and Kubernetes 1.30 then refuses the second.
     */
    private Pod named() {
        return new PodBuilder(template)
                .editMetadata()
                .withName("prometheus-" + UUID.randomUUID())
                .endMetadata()
                .build();
    }

    /** Waits for what is under way and says what became of all. */
    Load end(String during) throws InterruptedException {
        creators.shutdown();
        assertThat(creators.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        System.out.println("API server " + cluster.version() + ", " + during + ": " + created + " pods, " + unpatched
                + " unpatched, " + refused() + " refused");
        // Why, in the API server's own words: of a number alone nobody learns anything.
        refusals.forEach(System.out::println);
        cluster.ignoredFailures().forEach(System.out::println);
        return this;
    }

    /** Returns whether it has lasted long enough. */
    boolean isLongEnough() {
        return System.nanoTime() - began >= AT_LEAST.toNanos();
    }

    /** Returns how many pods there must be at least, at half the rate. */
    static int fewest() {
        return (int) (A_SECOND * AT_LEAST.toSeconds() / 2);
    }

    int created() {
        return created.get();
    }

    int unpatched() {
        return unpatched.get();
    }

    int refused() {
        return refusals.size();
    }

    @Override
    public void close() {
        creators.shutdownNow();
    }
}
