package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * Words that stand for secrets, each for a place where one may be. They are planted in what comes in, and searched for
 * in what goes out.
 */
public enum Markers {
    ENVIRONMENT,
    ENVIRONMENT_OF_RELOADER,
    ARGUMENT,
    URL_USER,
    URL_PASSWORD,
    URL_QUERY,
    ANNOTATION,
    USER,
    GROUP,
    USER_EXTRA,
    SECRET_NAME,
    SECRET_KEY,
    SECRET_OF_VOLUME,
    PULL_SECRET,
    HEADER,
    LIFECYCLE_COMMAND,
    CONFIGURATION,
    TOKEN,
    PASSWORD,
    PRIVATE_KEY,
    PLUGIN,
    PROXY,
    SERVER_URL;

    /** A pod that is patched, with a marker in every place of a pod. */
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: prometheus-0
              namespace: monitoring
              annotations: {example.org/note: <ANNOTATION>}
            spec:
              imagePullSecrets: [{name: <PULL_SECRET>}]
              volumes:
              - {name: tls, secret: {secretName: <SECRET_OF_VOLUME>}}
              containers:
              - name: prometheus
                image: quay.io/prometheus/prometheus:v2.48.0
                env:
                - {name: PASSWORD, value: <ENVIRONMENT>}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: <SECRET_NAME>, key: <SECRET_KEY>}}}
                livenessProbe: {httpGet: {path: /, port: 9090, httpHeaders: [{name: Authorization, value: <HEADER>}]}}
                lifecycle: {preStop: {exec: {command: [sh, -c, "echo <LIFECYCLE_COMMAND>"]}}}
                resources:
                  limits:
                    memory: 1Gi
                args:
                - --config.file=/etc/prometheus/prometheus.yml
                - --storage.tsdb.path=/data
                - --web.console.templates=/etc/prometheus/consoles
                - --web.console.libraries=/etc/prometheus/console_libraries
              - name: reloader
                image: jimmidyson/configmap-reload:v0.12.0
                args:
                - --volume-dir=/etc/config
                - --webhook-method=POST
                - --webhook-status-code=200
                - --webhook-url=http://<URL_USER>:<URL_PASSWORD>@localhost:9090/-/reload?token=<URL_QUERY>
                - --volume-dir=/etc/<ARGUMENT>
                env:
                - {name: KEY, value: <ENVIRONMENT_OF_RELOADER>}
            """;

    /** Returns the word. */
    public String text() {
        return "zq" + name().replace("_", "").toLowerCase(java.util.Locale.ROOT) + "qz";
    }

    /** Replaces each {@code <NAME>} of a text with the marker of that name. */
    public static String plantedIn(String text) {
        String planted = text;
        for (Markers marker : values()) {
            planted = planted.replace("<" + marker.name() + ">", marker.text());
        }
        return planted;
    }

    /**
     * Returns manifests with markers, one for each kind of decision. The arguments with markers are more than three
     * lines away from a change: those three lines belong to a diff, in which only the credentials of URLs are hidden.
     */
    public static List<String> manifests() {
        String patched = plantedIn(POD);
        return List.of(
                patched,
                patched.replace("- --config.file", "- --no-web.enable-lifecycle\n    - --config.file"),
                patched.replace(
                        "- --config.file", "- --web.enable-lifecycle=" + ARGUMENT.text() + "\n    - --config.file"),
                patched.replace(
                        "    args:\n    - --config.file",
                        "    command: [sh, -c, \"exec prometheus --config.file=" + ARGUMENT.text()
                                + "\"]\n    args:\n    - --config.file"),
                patched.replace("annotations: {", "annotations: {prometheus-hot-reload/mode: audit, "),
                patched.replace(
                        "annotations: {", "annotations: {prometheus-hot-reload/mode: " + ANNOTATION.text() + ", "),
                patched.replace("localhost:9090", ARGUMENT.text() + ".example.org:9090"),
                patched.replace(
                        "- --config.file",
                        plantedIn(
                                        "- --web.external-url=http://<URL_USER>:<URL_PASSWORD>@example.org/prom?x=<URL_QUERY>")
                                + "\n    - --config.file"),
                patched.replace("annotations: {", "annotations: {prometheus-hot-reload/mode: \"off\", "),
                patched.replace("image: quay.io/prometheus/prometheus:v2.48.0", "image: nginx"),
                patched.replace("- --config.file", "- " + ARGUMENT.text() + "\n    - --config.file"));
    }

    /** Returns AdmissionReviews with markers: of each manifest, and of an object that is not a pod. */
    public static List<byte[]> reviews() {
        List<byte[]> reviews = new java.util.ArrayList<>();
        manifests()
                .forEach(manifest -> reviews.add(
                        Reviews.creating(ManifestFixtures.parse(manifest).get(0), Markers::plantUser)));
        String unreadable = plantedIn("{metadata: {name: a}, spec: {containers: <ARGUMENT>}}");
        reviews.add(Reviews.creating(ManifestFixtures.parse(unreadable).get(0), Markers::plantUser));
        return reviews;
    }

    private static void plantUser(ObjectNode review) {
        ObjectNode user = review.withObject("/request/userInfo");
        user.put("username", USER.text()).putArray("groups").add(GROUP.text());
        user.withObject("/extra").putArray("example.org/scopes").add(USER_EXTRA.text());
    }

    /** Asserts that no marker is in a text, and says how much was searched. */
    public static void assertAbsent(String outlet, String text) {
        assertThat(text).as(outlet).isNotEmpty();
        assertThat(Arrays.stream(values()).filter(marker -> text.contains(marker.text())))
                .as(outlet)
                .isEmpty();
        System.out.println(
                "markers: " + outlet + ": none of " + values().length + " in " + text.length() + " characters");
    }
}
