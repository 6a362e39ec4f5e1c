package org.rmmodel.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/** What may depend on what. */
@AnalyzeClasses(packages = "org.rmmodel.impl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule each_package_stands_on_those_before_it =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("rcu")
          .definedBy("..impl.rcu..")
          .layer("kernel")
          .definedBy("..impl.kernel..")
          .layer("refcount")
          .definedBy("..impl.refcount..")
          .layer("module")
          .definedBy("..impl.module..")
          .layer("caller")
          .definedBy("..impl.caller..")
          .whereLayer("caller")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("module")
          .mayOnlyBeAccessedByLayers("caller")
          .whereLayer("refcount")
          .mayOnlyBeAccessedByLayers("module")
          .whereLayer("kernel")
          .mayOnlyBeAccessedByLayers("refcount", "module", "caller")
          .whereLayer("rcu")
          .mayOnlyBeAccessedByLayers("kernel", "module");

  @ArchTest
  static final ArchRule nothing_but_java_and_annotations_is_needed =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.rmmodel.impl..", "java..", "org.jspecify.annotations");

  /** The order of accesses is argued for in few places. */
  @ArchTest
  static final ArchRule access_modes_are_chosen_below_the_module_loader =
      noClasses()
          .that()
          .resideInAPackage("..impl.module..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(VarHandle.class);

  @ArchTest
  static final ArchRule nobody_waits_on_its_own =
      noClasses()
          .that()
          .doNotHaveSimpleName("Pause")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(LockSupport.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "yield")
          .orShould()
          .callMethod(Thread.class, "onSpinWait")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule only_mutex_and_wait_queue_sleep_on_monitors =
      noClasses()
          .that()
          .haveSimpleNameNotContaining("Mutex")
          .and()
          .haveSimpleNameNotContaining("WaitQueue")
          .should()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethod(Object.class, "notifyAll");

  @ArchTest
  static final ArchRule nobody_prints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /** A thread of its own would be one that no test can stop. */
  @ArchTest
  static final ArchRule nobody_starts_threads =
      noClasses()
          .should()
          .callConstructorWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                      com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                          Thread.class))));
}
