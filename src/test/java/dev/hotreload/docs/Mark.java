package dev.hotreload.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a test does with the commands of a block, as the comment before the block says:
 *
 * <pre>{@code
 * <!-- run -->
 * <!-- run, exit 1 -->
 * <!-- run in a cluster -->
 * <!-- run in a new cluster, exit 1 -->
 * <!-- run by InstallationIT -->
 * <!-- not run: needs Docker -->
 * }</pre>
 */
public sealed interface Mark {

    /** Where commands are run. */
    enum Place {
        CHECKOUT(""),
        CLUSTER(" in a cluster"),
        /** A cluster without the webhook and its namespace. */
        NEW_CLUSTER(" in a new cluster");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        static Place of(String words) {
            for (Place place : values()) {
                if (place.words.equals(words)) {
                    return place;
                }
            }
            throw new AssertionError("There is no place \"" + words + "\"");
        }
    }

    /** What a command needs that no test here has. */
    enum Need {
        DOCKER("needs Docker"),
        REGISTRY("needs a registry"),
        RELEASE("needs a release"),
        GITHUB("needs GitHub"),
        PLATFORM("needs that platform"),
        GITOPS("needs Argo CD or Flux"),
        BUILD("is the build that runs this test"),
        MEASUREMENT("is a measurement");

        private final String words;

        Need(String words) {
            this.words = words;
        }

        static Need of(String words, Block block) {
            for (Need need : values()) {
                if (need.words.equals(words)) {
                    return need;
                }
            }
            throw new AssertionError(block + ": not a reason not to run commands: " + words);
        }
    }

    /** The block is run as one script of bash, which has to end with this code. */
    record Run(Place place, int exitCode) implements Mark {}

    /** A test with this name runs the commands, with what they need. */
    record RunBy(String test) implements Mark {}

    record NotRun(Need need) implements Mark {}

    Pattern RUN = Pattern.compile("run( in a(?: new)? cluster)?(?:, exit (\\d))?");
    Pattern RUN_BY = Pattern.compile("run by (\\w+)");
    Pattern NOT_RUN = Pattern.compile("not run: (.+)");

    static Mark of(String comment, Block block) {
        Matcher run = RUN.matcher(comment);
        if (run.matches()) {
            String place = run.group(1) == null ? "" : run.group(1);
            return new Run(Place.of(place), run.group(2) == null ? 0 : Integer.parseInt(run.group(2)));
        }
        Matcher runBy = RUN_BY.matcher(comment);
        if (runBy.matches()) {
            return new RunBy(runBy.group(1));
        }
        Matcher notRun = NOT_RUN.matcher(comment);
        if (notRun.matches()) {
            return new NotRun(Need.of(notRun.group(1), block));
        }
        throw new AssertionError(block + ": no comment before the block says how its commands are run: " + comment);
    }
}
