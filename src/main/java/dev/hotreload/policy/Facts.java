package dev.hotreload.policy;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.pod.PodReader;
import dev.hotreload.prometheus.KnownImages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the engine knows, in the words of the expression language. */
final class Facts {

    private final Map<String, String> facts = new HashMap<>();

    /** {@code version} is that of this program. */
    Facts(String version) {
        facts.put("version", version);
        facts.put("modeAnnotation", PodReader.MODE_ANNOTATION);
        facts.put("mirrorAnnotation", PodReader.MIRROR_ANNOTATION);
        facts.put("modeAudit", Mode.AUDIT.toString());
        facts.put("modeOff", Mode.OFF.toString());
        putFlag("lifecycle", "noLifecycle", ManagedFlag.LIFECYCLE);
        putFlag("walCompression", "noWalCompression", ManagedFlag.WAL_COMPRESSION);
        putReason("invalidFlagValue", Reason.INVALID_FLAG_VALUE);
        putReason("lifecycleDisabledByOwner", Reason.LIFECYCLE_DISABLED_BY_OWNER);
        putReason("wrappedCommand", Reason.WRAPPED_COMMAND);
        facts.put("otherProgram", NamePatterns.otherProgram());
        facts.put("otherImage", NamePatterns.otherImage());
        facts.put("launchers", NamePatterns.launchers());
        facts.put("launched", NamePatterns.launched());
        facts.put("prometheusImage", NamePatterns.prometheusImage());
        facts.put("versionedImage", NamePatterns.versionedImage());
        facts.put("trustedImage", NamePatterns.trustedImage());
        facts.put("upstreamImage", NamePatterns.upstreamImage());
        facts.put("versionLabel", KnownImages.VERSION_LABEL);
        Releases releases = Releases.askTheEngine();
        facts.put("firstRelease", releases.first());
        facts.put("walRelease", releases.with(ManagedFlag.WAL_COMPRESSION));
        facts.put("carried", releases.carried());
    }

    /** Returns a fact; empty where there is none of this name. */
    Optional<String> get(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    private void putFlag(String name, String negation, ManagedFlag flag) {
        facts.put(name, flag.argument());
        facts.put(name + "Pattern", NamePatterns.quote(flag.argument()));
        facts.put(negation, flag.flag().negation());
        facts.put(negation + "Pattern", NamePatterns.quote(flag.flag().negation()));
    }

    private void putReason(String name, Reason reason) {
        facts.put(name, reason.phrase() + " [" + reason.code() + "]");
    }
}
