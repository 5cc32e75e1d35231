package dev.seawall.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which: worth reading as documentation. */
class ArchitectureTest {
    private static final String ROOT = "dev.seawall.deploy";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePlanIsPlainJavaWithoutInputOrOutput() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".plan")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".plan", "java.lang..", "java.util..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void whatShouldReachWhatIsJudgedWithoutSendingAnything() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".verify..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".verify..",
                        ROOT + ".blueprint",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theCostIsReckonedFromTheBlueprintAndAFileAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".cost")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".cost",
                        ROOT + ".blueprint",
                        "java.lang..",
                        "java.math..",
                        "java.util..",
                        "java.io..",
                        "java.nio.charset..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theBlueprintKnowsOnlyJavaAndTheYamlParser() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".blueprint")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".blueprint",
                        "java.lang..",
                        "java.util..",
                        "java.io..",
                        "java.nio..",
                        "org.jspecify..",
                        "tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandsAndTheMainKnowThatThereIsACommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".blueprint", ROOT + ".plan", ROOT + ".local", ROOT + ".ec2", ROOT + ".tls")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", ROOT + ".command")
                .check(CLASSES);
    }

    @Test
    void onlyLocalAndTheLabStartProcessesAndOnlyTlsSignsCertificates() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".local", ROOT + ".lab.process", ROOT + ".lab.host", ROOT + ".lab.fabric")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".tls")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void onlyEc2KnowsTheSdkOfAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".ec2")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void ec2AndTheLabKnowNothingOfEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".ec2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".lab..", ROOT + ".local..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".lab..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".ec2..")
                .check(CLASSES);
    }

    @Test
    void whatAFloodShowsIsReckonedFromItsLogAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".flood.analysis")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".flood.analysis",
                        ROOT + ".flood.record",
                        "java.lang..",
                        "java.util..",
                        "org.HdrHistogram..",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
