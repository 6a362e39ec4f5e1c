package org.rmmodel.lkmm;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages stand on one another in one direction. */
@AnalyzeClasses(packages = "org.rmmodel.lkmm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule a_package_stands_only_on_those_below_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("report")
          .definedBy("..lkmm.report..")
          .layer("check")
          .definedBy("..lkmm.check..")
          .layer("model")
          .definedBy("..lkmm.model..")
          .layer("execution")
          .definedBy("..lkmm.execution..")
          .layer("parse")
          .definedBy("..lkmm.parse..")
          .whereLayer("report")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("report")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("report", "check")
          .whereLayer("execution")
          .mayOnlyBeAccessedByLayers("report", "check", "model");
}
