package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.fixtures.Mistake;

/** The mistakes that other tools are asked about are mutants, too, or say why not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FixturesTest {
  @Test
  void every_mistake_is_a_mutant_or_says_why_not() {
    Set<String> mutants =
        Mutants.read(Path.of("mutants.yaml")).all().stream()
            .map(Mutant::name)
            .collect(Collectors.toSet());
    List<String> named = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter().importPackages("org.rmmodel.fixtures")) {
      if (type.getPackageName().equals(Mistake.class.getPackageName())
          || !type.isTopLevelClass()
          || type.getSimpleName().startsWith("Stepwise")
          || type.getSimpleName().equals("package-info")) {
        continue;
      }
      assertThat(type.isAnnotatedWith(Mistake.class)).as(type.getName()).isTrue();
      Mistake mistake = type.getAnnotationOfType(Mistake.class);
      assertThat(mistake.mutant().isEmpty())
          .as(type.getName())
          .isNotEqualTo(mistake.noMutant().isEmpty());
      if (!mistake.mutant().isEmpty()) {
        assertThat(mutants).as(type.getName()).contains(mistake.mutant());
        named.add(mistake.mutant());
      }
    }
    assertThat(named).hasSizeGreaterThan(10);
  }
}
