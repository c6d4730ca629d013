# syntax=docker/dockerfile:1
# The base images are arguments, so that you can use mirrors: --build-arg BUILD_IMAGE=registry.example.org/…
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUNTIME_IMAGE=gcr.io/distroless/base-debian12:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY pom.xml LICENSE ./
COPY src src
RUN mvn -B -q -DskipTests package

# A Java runtime with only the modules that are needed, and the jars as they were published.
WORKDIR /image
RUN jlink \
        --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.xml \
        --add-modules jdk.management,jdk.unsupported \
        --strip-java-debug-attributes --no-man-pages --no-header-files --compress zip-6 --output jre \
    && mkdir -p app/lib \
    && (cd app && jar -xf /src/target/hot-reload.jar BOOT-INF/lib && mv BOOT-INF/lib/* lib/ && rm -r BOOT-INF) \
    && cp /src/target/prometheus-hot-reload-*.jar app/lib/hot-reload.jar \
    && printf '%s\n' -XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:-UsePerfData \
        -cp "$(printf '/image/app/lib/%s:' $(ls app/lib))" > app/options

# One complete run creates the cache of loaded and linked classes, which halves the time until the webhook is ready.
RUN (timeout --signal=TERM --preserve-status 20 jre/bin/java -XX:AOTCacheOutput=app/hot-reload.aot -Xlog:disable \
        -Xlog:all=error:stderr @app/options dev.hotreload.HotReload serve --self-signed --bind-address 127.0.0.1 \
        --port 0 --management-port 0 --drain-delay 0s) \
    && test -s app/hot-reload.aot

FROM ${RUNTIME_IMAGE}
# The same path as in the build: the cache is valid for exactly that class path.
COPY --from=build /image /image
USER 65532:65532
EXPOSE 10250 8080
ENTRYPOINT ["/image/jre/bin/java", "-XX:AOTCache=/image/app/hot-reload.aot", "@/image/app/options", "dev.hotreload.HotReload"]
CMD ["serve"]
