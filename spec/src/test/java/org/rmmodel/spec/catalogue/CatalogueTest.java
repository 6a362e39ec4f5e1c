package org.rmmodel.spec.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.Toy;

class CatalogueTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private void fails(String message) {
    assertThatThrownBy(toy::catalogue).isInstanceOf(BadInput.class).hasMessage(message);
  }

  private int lineOf(String file, String text) {
    return toy.folder().read(toy.path(file)).lines().toList().indexOf(text) + 1;
  }

  @Test
  void reads() {
    Catalogue catalogue = toy.catalogue();
    Case good = catalogue.find(List.of("Good:p5-preempt")).get(0);
    assertThat(good.model().facts()).containsExactly("F1", "P2");
    assertThat(good.run().lane()).isEqualTo(Lane.SMOKE);
    assertThat(good.run().expect()).isEqualTo(new Expectation.Holds());
    assertThat(good.run().states()).hasValue(3);
    assertThat(catalogue.cases(Lane.SMOKE))
        .extracting(Case::id)
        .containsExactly(
            "Good:p4-nopreempt", "Good:p5-preempt", "Bad:p0-nopreempt", "Bad:p5-nopreempt");
    assertThat(catalogue.cases(Lane.EXHAUSTIVE)).hasSize(7);
    assertThat(catalogue.find(List.of("Bad", "Bad:p0-nopreempt", "Good"))).hasSize(4);
  }

  @Test
  void theLaneOfARunCanDiffer() {
    toy.change(
        "catalogue.yaml",
        "{patches: 4, preempt: false,",
        "{patches: 4, preempt: false, lane: exhaustive,");
    assertThat(toy.catalogue().cases(Lane.FULL))
        .extracting(Case::id)
        .doesNotContain("Good:p4-nopreempt");
  }

  @Test
  void anEntryOfAnActionCountsForItsPrefixesAndRoles() {
    Catalogue catalogue = toy.catalogue();
    assertThat(catalogue.actions().find("Get_Inc", new Kernel(4, false)).orElseThrow().patch())
        .isZero();
    assertThat(catalogue.actions().find("Get_Inc", new Kernel(5, false)).orElseThrow().patch())
        .isEqualTo(5);
    assertThat(catalogue.actions().enabled(new Kernel(5, true), toy.only("Good").model().cfg()))
        .containsExactly("Get_Inc", "Put_Dec");
    assertThat(catalogue.actions().enabled(new Kernel(5, true), toy.only("Walk").model().cfg()))
        .contains("Walk_Look", "Walk_Never");
  }

  @Test
  void unknownField() {
    toy.append("catalogue.yaml", "    lanes: full\n");
    int line = (int) toy.folder().read(toy.path("catalogue.yaml")).lines().count();
    fails("catalogue.yaml:" + line + ": unknown field lanes; did you mean lane?");
  }

  @Test
  void unknownFieldInARun() {
    toy.change("catalogue.yaml", "expect: AllHold, ", "expect: AllHold, stats: 3, ");
    fails("catalogue.yaml:26: unknown field stats; did you mean states?");
  }

  @Test
  void unknownFieldAtTheTop() {
    toy.append("catalogue.yaml", "other: 1\n");
    assertThatThrownBy(toy::catalogue).hasMessageContaining("unknown field other");
  }

  @Test
  void aFieldTwice() {
    toy.change(
        "catalogue.yaml",
        "    title: \"It holds.\"\n",
        "    title: \"It holds.\"\n    title: \"Or not.\"\n");
    fails("catalogue.yaml:8: the field title is here twice");
  }

  @Test
  void aModelTwice() {
    toy.model("Good", "", "expect: holds");
    fails(
        "catalogue.yaml:"
            + (lineOf("catalogue.yaml", "    title: \"A model of a test.\"") - 1)
            + ": a second model Good");
  }

  @Test
  void missingField() {
    toy.change("catalogue.yaml", "    title: \"Nobody settles.\"\n", "");
    fails("catalogue.yaml:21: the field title is missing");
  }

  @Test
  void missingCfg() throws IOException {
    Files.delete(toy.path("models/Live.cfg"));
    fails("catalogue.yaml:21: the model Live has no models/Live.cfg");
  }

  @Test
  void missingModule() {
    toy.change(
        "catalogue.yaml",
        "    title: \"Nobody settles.\"\n",
        "    module: Nowhere\n    title: x\n");
    fails("catalogue.yaml:22: there is no models/Nowhere.tla");
  }

  @Test
  void expectsAPropertyThatTheCfgDoesNotList() {
    toy.change("catalogue.yaml", "expect: AllHold", "expect: AtMostOne");
    assertThatThrownBy(toy::catalogue)
        .hasMessageStartingWith(
            "catalogue.yaml:26: models/Live.cfg does not list the property AtMostOne");
  }

  @Test
  void holdsWithoutAProperty() {
    toy.change("models/Walk.cfg", "INVARIANTS\n  NeverNegative\n  AtMostOne\n", "");
    assertThatThrownBy(toy::catalogue)
        .hasMessageEndingWith(
            "models/Walk.cfg lists no property, so that nothing could be violated");
  }

  @Test
  void twoTemporalProperties() {
    toy.append("models/Live.cfg", "  AtMostOne\n");
    fails(
        "models/Live.cfg:12: a second temporal property, AtMostOne: TLC would not say which of them"
            + " is violated");
  }

  @Test
  void theKernelIsNotTheCfgsBusiness() {
    toy.append("models/Live.cfg", "CONSTANT Patches = 3\n");
    fails("models/Live.cfg: Patches is set by the run, not by the cfg");
  }

  @Test
  void namesThatNoModuleHas() {
    toy.append("models/Live.cfg", "CONSTANT Userz = {}\n");
    fails("models/Live.cfg:12: no module has a constant Userz");
  }

  @Test
  void operatorsThatNoModuleDefines() {
    toy.change("models/BadByNegative.cfg", "<- Anything", "<- Everything");
    fails("models/BadByNegative.cfg:8: no module defines Everything");
  }

  @Test
  void aCfgThatDoesNotParse() {
    toy.change("models/Good.cfg", "  Bound = 1", "  Bound 1");
    fails("models/Good.cfg:7: expected = or <- after Bound instead of 1");
  }

  @Test
  void unknownHazardLaneAndKernel() {
    toy.change("catalogue.yaml", "hazard: stuck", "hazard: stick");
    fails("catalogue.yaml:23: unknown hazard stick; did you mean stuck?");
    toy.change("catalogue.yaml", "hazard: stick", "hazard: stuck")
        .change("catalogue.yaml", "lane: full", "lane: ful");
    fails("catalogue.yaml:24: unknown lane ful; there is smoke, full, exhaustive");
    toy.change("catalogue.yaml", "lane: ful", "lane: full")
        .change("catalogue.yaml", "patches: 4", "patches: 6");
    fails("catalogue.yaml:12: patches is a number from 0 to 5, not 6");
    toy.change("catalogue.yaml", "patches: 6", "patches: 4")
        .change("catalogue.yaml", "preempt: true", "preempt: yes");
    fails("catalogue.yaml:13: preempt is true or false, not yes");
  }

  @Test
  void aRunTwice() {
    toy.change("catalogue.yaml", "{patches: 5, preempt: true,", "{patches: 4, preempt: false,");
    fails("catalogue.yaml:13: a second run of Good:p4-nopreempt");
  }

  @Test
  void negativesOfNothingOrThatHold() {
    toy.change("catalogue.yaml", "{of: Good,", "{of: God,");
    fails("catalogue.yaml:29: unknown model God; did you mean Good?");
    toy.change("catalogue.yaml", "{of: God,", "{of: Good,");
    toy.change(
        "catalogue.yaml",
        "      - {patches: 5, preempt: false, expect: AtMostOne, states: 4, depth: 3}\n"
            + "  - name: Walk",
        "      - {patches: 5, preempt: false, expect: holds}\n  - name: Walk");
    fails("catalogue.yaml:31: the negative model BadByNegative is expected to hold");
  }

  @Test
  void idleActionsMustExist() {
    toy.change("catalogue.yaml", "{Walk_Never:", "{Walk_Nevr:");
    fails("catalogue.yaml:36: unknown action Walk_Nevr; did you mean Walk_Never?");
  }

  @Test
  void actionsMustBeDefinedOnceAndByAModule() {
    toy.append(
        "actions.yaml",
        "- {action: Get_Dec, function: f, role: Users, from: 0, to: 5, patch: 0, step: s}\n");
    fails("actions.yaml:7: no module defines the action Get_Dec");
    toy.change("actions.yaml", "Get_Dec", "Get_Inc");
    fails("actions.yaml:7: a second entry for Get_Inc in the same prefixes");
    toy.change("actions.yaml", "from: 0, to: 4", "from: 4, to: 0");
    fails("actions.yaml:1: from 4 is after to 0");
  }

  @Test
  void noYaml() {
    toy.append("catalogue.yaml", "  - [\n");
    assertThatThrownBy(toy::catalogue)
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("catalogue.yaml:")
        .hasMessageContaining("no YAML")
        .message()
        .doesNotContain("\n");
    toy.change("actions.yaml", toy.folder().read(toy.path("actions.yaml")), "");
    fails("actions.yaml:1: the file is empty");
  }

  @Test
  void otherShapes() {
    toy.change("catalogue.yaml", "facts: [F1, P2]", "facts: {F1: 2}");
    fails("catalogue.yaml:9: one value is expected here");
    toy.change("catalogue.yaml", "facts: {F1: 2}", "facts: [*a]");
    fails("catalogue.yaml:9: aliases and tags are not used here");
    toy.change("catalogue.yaml", "facts: [*a]", "facts: ");
    fails("catalogue.yaml:9: a value is missing");
  }

  @Test
  void notText() throws IOException {
    Files.write(toy.path("catalogue.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    fails("catalogue.yaml: not UTF-8");
    Files.delete(toy.path("catalogue.yaml"));
    fails("catalogue.yaml: no such file");
  }
}
