package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.VerdictKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for many findings, said once, with the objects for which it holds. */
final class SharedAdvice {

    private static final String QUIT =
            "With --web.enable-lifecycle, POST /-/quit is open too, to all who reach the port.";

    private SharedAdvice() {}

    /** Returns whether advice is not about the source of certain objects. */
    static boolean isGeneral(String advice) {
        return advice.equals(QUIT);
    }

    /** Returns each piece of advice with the names of its objects, in the order of the findings. */
    static Map<String, Set<String>> of(List<Finding> findings) {
        Map<String, Set<String>> advice = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.kind() == VerdictKind.PATCH) {
                String object = finding.object().toString();
                if (Words.opensQuit(finding)) {
                    advice.computeIfAbsent(QUIT, key -> new LinkedHashSet<>()).add(object);
                }
                if (!finding.remedy().source().isEmpty()) {
                    advice.computeIfAbsent(finding.remedy().source(), key -> new LinkedHashSet<>())
                            .add(object);
                }
            }
        }
        return advice;
    }
}
