package dev.seawall.frontdoor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room may know which (docs/architecture.md): from the edges to the core, never back. */
class ArchitectureTest {
    private static final String ROOT = "dev.seawall.frontdoor";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNoServer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".guard..",
                        ROOT + ".knobs..",
                        ROOT + ".admission..",
                        ROOT + ".routing..",
                        ROOT + ".workers..",
                        ROOT + ".config..",
                        ROOT + ".telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNoEdge() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".guard..",
                        ROOT + ".knobs..",
                        ROOT + ".admission..",
                        ROOT + ".routing..",
                        ROOT + ".workers..",
                        ROOT + ".config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".http..",
                        ROOT + ".relay..",
                        ROOT + ".admin..",
                        ROOT + ".telemetry..",
                        ROOT + ".problem..")
                .check(CLASSES);
    }

    @Test
    void theRelayKnowsNeitherWhoListensToItNorWhoCallsIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".relay..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http..", ROOT + ".admin..", ROOT + ".telemetry..")
                .check(CLASSES);
    }

    @Test
    void theRelayDoesNotKnowItsEngine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".relay")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".relay.http1..")
                .check(CLASSES);
    }

    @Test
    void theCacheKnowsNotHowWorkersAreAsked() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cache..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".http..",
                        ROOT + ".relay..",
                        ROOT + ".workers..",
                        ROOT + ".admission..",
                        ROOT + ".routing..",
                        ROOT + ".admin..",
                        ROOT + ".telemetry..")
                .check(CLASSES);
    }

    @Test
    void patienceKnowsNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".http.patience..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http", ROOT + ".http.http1..", ROOT + ".http.http2..", ROOT + ".relay..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainKnowsAllRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }
}
