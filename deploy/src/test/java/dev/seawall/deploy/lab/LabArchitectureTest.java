package dev.seawall.deploy.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom inside the small EC2. */
@AnalyzeClasses(packages = "dev.seawall.deploy.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class LabArchitectureTest {
    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("dev.seawall.deploy.(lab..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule machinesKnowNothingOfEc2 = noClasses()
            .that()
            .resideInAPackage("..lab.machine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..lab.wire..", "..lab.world..", "..lab.operation..", "..lab.fault..", "..lab.s3..");

    @ArchTest
    static final ArchRule operationsDoNotKnowHttp = noClasses()
            .that()
            .resideInAnyPackage("..lab.operation..", "..lab.world..", "..lab.wire..", "..lab.fault..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");
}
