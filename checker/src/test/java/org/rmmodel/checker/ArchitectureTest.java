package org.rmmodel.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.rmmodel.common.Children;

/** The packages stand on one another in one direction. */
@AnalyzeClasses(
    packages = "org.rmmodel.checker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule a_package_stands_only_on_those_below_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("..checker.cli..")
          .layer("report")
          .definedBy("..checker.report..")
          .layer("check")
          .definedBy("..checker.check..")
          .layer("trace")
          .definedBy("..checker.trace..")
          .layer("patch")
          .definedBy("..checker.patch..")
          .layer("source")
          .definedBy("..checker.source..")
          .layer("typeset")
          .definedBy("..checker.typeset..")
          .layer("ordering")
          .definedBy("..checker.ordering..")
          .layer("litmus")
          .definedBy("..checker.litmus..")
          .layer("catalogue")
          .definedBy("..checker.catalogue..")
          .layer("tlc")
          .definedBy("..checker.tlc..")
          .layer("prove")
          .definedBy("..checker.prove..")
          .layer("files")
          .definedBy("..checker.files..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("trace")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("patch")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("typeset")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("source")
          .mayOnlyBeAccessedByLayers("cli", "report", "patch")
          .whereLayer("ordering")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("litmus")
          .mayOnlyBeAccessedByLayers("cli", "report", "ordering")
          .whereLayer("catalogue")
          .mayOnlyBeAccessedByLayers(
              "cli", "report", "check", "trace", "patch", "source", "typeset", "ordering", "litmus")
          .whereLayer("tlc")
          .mayOnlyBeAccessedByLayers(
              "cli", "report", "check", "trace", "catalogue", "prove", "typeset")
          .whereLayer("prove")
          .mayOnlyBeAccessedByLayers("cli");

  @ArchTest
  static final ArchRule no_two_packages_need_each_other =
      slices().matching("org.rmmodel.checker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule processes_are_started_and_ended_by_their_one_owner =
      noClasses()
          .should()
          .callMethod(ProcessBuilder.class, "start")
          .orShould()
          .callMethod(Runtime.class, "addShutdownHook", Thread.class)
          .orShould()
          .callMethod(Process.class, "destroyForcibly")
          .because("that is " + Children.class.getName());

  @ArchTest
  static final ArchRule only_one_package_reaches_into_tlc =
      noClasses()
          .that()
          .resideOutsideOfPackage("..checker.tlc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tlc2", "tlc2.tool.impl..", "tlc2.output..", "tla2sany.drivers..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("tla2sany.modanalyzer..", "java.lang.reflect..")
          .because("another TLC may break that; what TLC's values and trees are called, it keeps");

  @ArchTest
  static final ArchRule only_the_command_line_knows_picocli =
      classes()
          .that()
          .resideOutsideOfPackage("..checker.cli..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("picocli..");
}
