# syntax=docker/dockerfile:1
# The base images are arguments, so that you can use mirrors: --build-arg BUILD_IMAGE=registry.example.org/…
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
# gcr.io/distroless/base-nossl-debian13:nonroot; docs/release.md says where this digest comes from.
ARG RUNTIME_IMAGE=gcr.io/distroless/base-nossl-debian13@sha256:8c563c1fb5e120606f0d85733049775faed6192e2bd2223ef283a5393eec22b9

FROM ${BUILD_IMAGE} AS build
# The URL of a mirror of Maven Central.
ARG MAVEN_MIRROR=
RUN mirror="<mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>$MAVEN_MIRROR</url></mirror></mirrors>" \
    && echo "<settings>${MAVEN_MIRROR:+$mirror}</settings>" > /settings.xml
# Checks and tests are for a machine with the whole checkout.
ENV MAVEN="mvn -B -q -ntp -s /settings.xml -Dmaven.repo.local=/m2 -P !error-prone -Dmaven.test.skip \
-Dspotless.check.skip -Dcyclonedx.skip -Dspring-boot.repackage.skip"
WORKDIR /src
# What Maven downloads is a layer of its own, which only another pom.xml replaces. The build itself is offline.
COPY pom.xml LICENSE ./
RUN $MAVEN -Dassembly.skipAssembly package && rm -r target
COPY src/main src/main
RUN $MAVEN -o package

# A Java runtime with only the modules that are needed, and the jars as they were published. Their times are fixed, so
# that an image of another version has the same layers for what has not changed.
WORKDIR /image
RUN /src/src/main/runtime/make-jre jre \
    && mkdir app \
    && cp -r /src/target/hot-reload/lib app/lib \
    && mv app/lib/prometheus-hot-reload-*.jar app/hot-reload.jar \
    && cp /src/target/hot-reload/etc/serve.options app/options \
    && cp /src/target/hot-reload/etc/scan.options app/scan.options \
    && printf '%s\n' -cp "/image/app/hot-reload.jar$(printf ':/image/%s' app/lib/*.jar)" \
    | tee -a app/options >> app/scan.options \
    && find . -exec touch -h -d @0 {} +

# One complete run creates the cache of loaded and linked classes, and of what the compilers have learnt about them.
RUN /src/src/main/runtime/make-cache app/hot-reload.aot jre/bin/java @app/options

FROM ${RUNTIME_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=
LABEL org.opencontainers.image.title="prometheus-hot-reload" \
    org.opencontainers.image.description="The webhook that makes Prometheus on Kubernetes reload its configuration without a restart." \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.source="https://github.com/example/prometheus-hot-reload" \
    org.opencontainers.image.base.name="gcr.io/distroless/base-nossl-debian13:nonroot" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
# The same paths as in the build: the cache is valid for exactly that class path.
COPY --from=build /image/jre /image/jre
COPY --from=build /image/app/lib /image/app/lib
COPY --from=build /image/app/hot-reload.jar /image/app/options /image/app/scan.options \
    /image/app/hot-reload.aot /image/app/
USER 65532:65532
EXPOSE 10250 8080
ENTRYPOINT ["/image/jre/bin/java", "-XX:AOTCache=/image/app/hot-reload.aot", "@/image/app/options", "dev.hotreload.HotReload"]
CMD ["serve"]
