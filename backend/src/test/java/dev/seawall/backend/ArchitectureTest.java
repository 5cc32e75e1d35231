package dev.seawall.backend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {
    private static final String ROOT = "dev.seawall.backend";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEdgesKnowJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".api", ROOT + ".admin")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreOnDiskKnowsRocksDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store.rocks")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(CLASSES);
    }

    @Test
    void theStoresInterfaceIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".store")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", ROOT + ".store")
                .check(CLASSES);
    }

    @Test
    void theVolumeIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".volume..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", "tools.jackson..", ROOT + ".config", ROOT + ".volume..")
                .check(CLASSES);
    }

    @Test
    void pressureIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".pressure")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", ROOT + ".store", ROOT + ".volume", ROOT + ".pressure")
                .check(CLASSES);
    }

    @Test
    void theStoreIsReachedThroughItsInterface() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".api", ROOT + ".admin", ROOT + ".telemetry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".store.rocks")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsMain() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }
}
