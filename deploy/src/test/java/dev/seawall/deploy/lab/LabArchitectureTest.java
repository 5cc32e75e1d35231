package dev.seawall.deploy.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom inside the small EC2. */
class LabArchitectureTest {
    private static final JavaClasses LAB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seawall.deploy.lab");

    @Test
    void theRoomsFormNoCycle() {
        slices().matching("dev.seawall.deploy.(lab..)")
                .should()
                .beFreeOfCycles()
                .check(LAB);
    }

    @Test
    void machinesKnowNothingOfEc2() {
        noClasses()
                .that()
                .resideInAPackage("..lab.machine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..lab.wire..", "..lab.world..", "..lab.operation..", "..lab.fault..", "..lab.s3..")
                .check(LAB);
    }

    @Test
    void operationsDoNotKnowHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("..lab.operation..", "..lab.world..", "..lab.wire..", "..lab.fault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.net.httpserver..")
                .check(LAB);
    }
}
