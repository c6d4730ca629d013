package dev.hotreload;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and the arrows between them, which all point one way. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hotreload");

    @Test
    void data_flows_one_way() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("prometheus")
                .definedBy("dev.hotreload.prometheus")
                .layer("pod")
                .definedBy("dev.hotreload.pod")
                .layer("decision")
                .definedBy("dev.hotreload.decision")
                .layer("patch")
                .definedBy("dev.hotreload.patch")
                .layer("config")
                .definedBy("dev.hotreload.config")
                .layer("admission")
                .definedBy("dev.hotreload.admission")
                .layer("certificate")
                .definedBy("dev.hotreload.certificate")
                .layer("server")
                .definedBy("dev.hotreload.server")
                .layer("registration")
                .definedBy("dev.hotreload.registration")
                .layer("input")
                .definedBy("dev.hotreload.review.input")
                .layer("fix")
                .definedBy("dev.hotreload.review.fix")
                .layer("review")
                .definedBy("dev.hotreload.review")
                .layer("report")
                .definedBy("dev.hotreload.review.report")
                .layer("check")
                .definedBy("dev.hotreload.check")
                .layer("reload")
                .definedBy("dev.hotreload.reload")
                .layer("root")
                .definedBy("dev.hotreload")
                .whereLayer("prometheus")
                .mayNotAccessAnyLayer()
                .whereLayer("pod")
                .mayOnlyAccessLayers("prometheus")
                .whereLayer("decision")
                .mayOnlyAccessLayers("pod", "prometheus")
                .whereLayer("patch")
                .mayOnlyAccessLayers("decision", "pod", "prometheus")
                .whereLayer("config")
                .mayOnlyAccessLayers("decision", "prometheus")
                .whereLayer("admission")
                .mayOnlyAccessLayers("patch", "decision", "pod", "prometheus")
                .whereLayer("certificate")
                .mayOnlyAccessLayers("config")
                .whereLayer("server")
                .mayOnlyAccessLayers("certificate", "admission", "config", "decision", "pod", "prometheus")
                .whereLayer("registration")
                .mayNotAccessAnyLayer()
                .whereLayer("input")
                .mayOnlyAccessLayers("registration", "pod")
                .whereLayer("fix")
                .mayOnlyAccessLayers("input", "decision", "pod", "prometheus")
                .whereLayer("review")
                .mayOnlyAccessLayers("fix", "input", "patch", "decision", "pod", "prometheus")
                .whereLayer("report")
                .mayOnlyAccessLayers("review", "input", "decision", "pod", "prometheus")
                .whereLayer("check")
                .mayOnlyAccessLayers("registration", "certificate", "config", "decision", "prometheus")
                .whereLayer("reload")
                .mayNotAccessAnyLayer()
                .whereLayer("root")
                .mayOnlyAccessLayers(
                        "server",
                        "certificate",
                        "config",
                        "decision",
                        "review",
                        "input",
                        "fix",
                        "report",
                        "check",
                        "reload")
                .check(CLASSES);
    }

    @Test
    void the_engine_knows_neither_files_nor_network_nor_clock() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.hotreload.prometheus",
                        "dev.hotreload.pod",
                        "dev.hotreload.decision",
                        "dev.hotreload.patch",
                        "dev.hotreload.admission")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.time..",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "org.slf4j..",
                        "picocli..")
                .check(CLASSES);
    }
}
