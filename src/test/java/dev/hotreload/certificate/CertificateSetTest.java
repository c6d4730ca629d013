package dev.hotreload.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.tls.Trust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What has to be renewed when: a pure function of the time and of what is registered. */
class CertificateSetTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> NAMES = List.of("hot-reload.hot-reload.svc");
    private static final CertificateSet.Lives LIVES =
            new CertificateSet.Lives(Duration.ofDays(730), Duration.ofDays(90), Duration.ofMinutes(1));

    private final CertificateSet fresh = CertificateSet.create(NAMES, LIVES, START);

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static CertificateSet at(CertificateSet set, Instant now) {
        return set.renewed(NAMES, LIVES, now, Optional.of(START));
    }

    @Test
    void a_certificate_serves_the_name_of_the_service_and_chains_to_its_authority() throws Exception {
        X509Certificate serving = fresh.serving().chain().get(0);
        serving.verify(fresh.authorities().get(0).getPublicKey());
        assertThat(serving.getSubjectAlternativeNames())
                .contains(List.of(2, "hot-reload.hot-reload.svc"))
                .contains(List.of(2, "localhost"));
        assertThat(serving.getBasicConstraints()).as("it is not an authority").isEqualTo(-1);
        assertThat(serving.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(fresh.isValid(START)).isTrue();
        assertThat(fresh.isValid(day(91))).isFalse();
    }

    @Test
    void the_serving_certificate_is_renewed_at_two_thirds_of_its_life() {
        assertThat(at(fresh, START)).isSameAs(fresh);
        assertThat(at(fresh, day(59))).isSameAs(fresh);
        CertificateSet renewed = at(fresh, day(60));
        assertThat(renewed.authorities()).isEqualTo(fresh.authorities());
        assertThat(renewed.serving().expiry()).isEqualTo(day(150));
        assertThat(at(renewed, day(60))).isSameAs(renewed);
    }

    @Test
    void a_new_authority_is_trusted_first_and_used_when_it_has_been_registered_long_enough() {
        CertificateSet old = at(at(fresh, day(440)), day(440));
        Instant due = day(487);
        CertificateSet both = at(old, due);
        assertThat(both.authorities()).hasSize(2).endsWith(old.authorities().get(0));
        assertThat(both.serving()).as("it is still the old one").isEqualTo(old.serving());

        assertThat(both.renewed(NAMES, LIVES, due, Optional.empty())).isSameAs(both);
        assertThat(both.renewed(NAMES, LIVES, due.plusSeconds(59), Optional.of(due)))
                .as("API servers may not have heard of it")
                .isSameAs(both);
        CertificateSet over = both.renewed(NAMES, LIVES, due.plusSeconds(60), Optional.of(due));
        assertThat(Trust.isIssuedBy(
                        over.serving().chain().get(0), both.authorities().get(0)))
                .isTrue();
        assertThat(over.authorities())
                .as("replicas that still serve the old certificate are trusted")
                .hasSize(2);
        assertThat(at(at(over, day(487 + 89)), day(487 + 89)).authorities())
                .as("a replica cut off since then may serve it")
                .hasSize(2);
        CertificateSet later = at(at(over, day(487 + 91)), day(487 + 91));
        assertThat(later.authorities())
                .as("all that the old authority signed has expired")
                .containsExactly(both.authorities().get(0));
    }

    @Test
    void a_serving_certificate_that_nobody_trusts_is_replaced_at_once() {
        CertificateSet foreign = new CertificateSet(
                fresh.authorities(),
                fresh.authorityKey(),
                CertificateSet.create(NAMES, LIVES, START).serving());
        assertThat(foreign.isValid(START)).isFalse();
        CertificateSet replaced = foreign.renewed(NAMES, LIVES, START, Optional.empty());
        assertThat(replaced.isValid(START)).isTrue();
        assertThat(replaced.authorities()).isEqualTo(fresh.authorities());

        CertificateSet afterYears = fresh.renewed(NAMES, LIVES, day(1000), Optional.empty());
        assertThat(afterYears.renewed(NAMES, LIVES, day(1000), Optional.empty()).isValid(day(1000)))
                .as("a cluster that slept for years")
                .isTrue();
    }

    @Test
    void another_name_of_the_service_gets_an_authority_and_a_certificate_of_its_own() {
        List<String> renamed = List.of("reloader.hot-reload.svc");
        CertificateSet next = fresh.renewed(renamed, LIVES, START, Optional.of(START));
        assertThat(next.authorities()).hasSize(2).endsWith(fresh.authorities().get(0));
        CertificateSet over = next.renewed(renamed, LIVES, day(1), Optional.of(START));
        assertThat(over.serving().chain().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=reloader.hot-reload.svc");
    }

    @Test
    void after_a_step_back_of_the_clock_certificates_from_the_future_are_replaced() {
        Instant before = START.minus(Duration.ofDays(400));
        assertThat(fresh.isValid(before)).isFalse();
        CertificateSet next = fresh.renewed(NAMES, LIVES, before, Optional.empty());
        assertThat(next.authorities()).hasSize(2);
        CertificateSet over = next.renewed(NAMES, LIVES, before, Optional.empty());
        assertThat(over.isValid(before))
                .as("at once, as nobody accepts the old one")
                .isTrue();
    }

    @Test
    void through_ten_years_every_certificate_that_any_replica_may_serve_is_trusted_by_what_is_registered() {
        CertificateSet set = fresh;
        List<X509Certificate> registered = set.authorities();
        Set<X509Certificate> everServed = new LinkedHashSet<>(set.serving().chain());
        int changes = 0;
        int most = 0;
        for (Instant now = START; now.isBefore(day(3650)); now = now.plus(Duration.ofHours(6))) {
            CertificateSet next = set.renewed(NAMES, LIVES, now, Optional.of(now.minus(Duration.ofHours(6))));
            everServed.addAll(next.serving().chain());
            if (!next.equals(set)) {
                changes++;
                Instant moment = now;
                everServed.removeIf(serving -> serving.getNotAfter().toInstant().isBefore(moment));
                for (List<X509Certificate> bundle : List.of(registered, next.authorities())) {
                    assertThat(everServed)
                            .as("before and after %s is registered", moment)
                            .allMatch(serving ->
                                    bundle.stream().anyMatch(authority -> Trust.isIssuedBy(serving, authority)));
                }
            }
            assertThat(next.isValid(now)).isTrue();
            most = Math.max(most, next.authorities().size());
            set = next;
            registered = set.authorities();
        }
        assertThat(changes).isBetween(60, 90);
        assertThat(most).as("authorities at one time").isEqualTo(2);
    }

    @Test
    void what_the_secret_holds_is_read_back() {
        CertificateSet read = CertificateSet.parse(fresh.data()).orElseThrow();
        assertThat(read.authorities()).isEqualTo(fresh.authorities());
        assertThat(read.serving().chain()).isEqualTo(fresh.serving().chain());
        assertThat(at(read, day(60)).isValid(day(60))).as("the key still signs").isTrue();
        assertThat(fresh.data()).containsOnlyKeys("ca.crt", "ca.key", "tls.crt", "tls.key");
        assertThat(fresh.toString() + fresh.serving()).doesNotContain("PRIVATE", "KEY-----");
    }

    @Test
    void what_version_0_1_0_keeps_is_read_and_replaced_step_by_step() {
        JsonNode secret = ManifestFixtures.read(Path.of("src/test/resources/certificate/secret-0.1.0.yaml"))
                .get(0);
        Map<String, String> data = new TreeMap<>();
        secret.get("stringData")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        CertificateSet kept = CertificateSet.parse(data).orElseThrow();
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        CertificateSet next = at(kept, then);
        assertThat(next.authorities())
                .as("its authority has no name constraint: a new one is trusted first")
                .hasSize(2)
                .endsWith(kept.authorities().get(0));
        assertThat(next.serving()).isEqualTo(kept.serving());
        CertificateSet over = next.renewed(NAMES, LIVES, then.plusSeconds(60), Optional.of(then));
        assertThat(Trust.isIssuedBy(
                        over.serving().chain().get(0), next.authorities().get(0)))
                .isTrue();
        assertThat(at(over, then.plusSeconds(60))).as("nothing more is due").isSameAs(over);
    }

    @Test
    void a_secret_that_lacks_something_or_does_not_belong_together_holds_nothing() {
        CertificateSet other = CertificateSet.create(NAMES, LIVES, START);
        List<Map<String, String>> broken = new ArrayList<>();
        broken.add(Map.of());
        for (String key : fresh.data().keySet()) {
            for (String value : List.of("", "no PEM", other.data().get(key))) {
                Map<String, String> data = new TreeMap<>(fresh.data());
                data.put(key, value);
                broken.add(data);
            }
        }
        assertThat(broken)
                .allSatisfy(data -> assertThat(CertificateSet.parse(data)).isEmpty());
    }
}
