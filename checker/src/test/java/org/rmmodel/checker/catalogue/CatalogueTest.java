package org.rmmodel.checker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;

class CatalogueTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  /** Fails with this one line; # stands for a line's number. */
  private void fails(String message) {
    assertThatThrownBy(toy::catalogue)
        .isInstanceOf(BadInput.class)
        .message()
        .matches(Pattern.quote(message).replace("#", "\\E\\d+\\Q"));
  }

  private int lineOf(String file, String text) {
    return toy.folder().read(toy.path(file)).lines().toList().indexOf(text) + 1;
  }

  @Test
  void reads() {
    Catalogue catalogue = toy.catalogue();
    Case good = catalogue.find(List.of("Good:p5-preempt")).get(0);
    assertThat(catalogue.facts().of(good.model())).containsExactly("F1", "P1");
    assertThat(good.run().lane()).isEqualTo(Lane.SMOKE);
    assertThat(good.run().expect()).isEqualTo(new Expectation.Holds());
    assertThat(good.run().states()).hasValue(3);
    assertThat(catalogue.cases(Lane.SMOKE))
        .extracting(Case::id)
        .containsExactly(
            "Good:p4-nopreempt", "Good:p5-preempt", "Bad:v3.18-nopreempt", "Bad:p5-nopreempt");
    assertThat(catalogue.cases(Lane.EXHAUSTIVE)).hasSize(7);
    assertThat(catalogue.find(List.of("Bad", "Bad:v3.18-nopreempt", "Good"))).hasSize(4);
  }

  @Test
  void theLaneOfARunCanDiffer() {
    toy.change(
        "models/toy.yaml",
        "[p4-nopreempt, p5-preempt]}\n",
        "[p4-nopreempt, p5-preempt]}\n    exhaustive: [p4-nopreempt]\n");
    assertThat(toy.catalogue().cases(Lane.FULL))
        .extracting(Case::id)
        .doesNotContain("Good:p4-nopreempt");
  }

  @Test
  void anEntryOfAnActionCountsForItsKernels() {
    Catalogue catalogue = toy.catalogue();
    Kernel p4 = catalogue.kernels().find("p4-nopreempt").orElseThrow();
    Kernel p5 = catalogue.kernels().find("p5-preempt").orElseThrow();
    assertThat(catalogue.actions().find("Get_Inc", p4).orElseThrow().change()).isEmpty();
    assertThat(catalogue.actions().find("Get_Inc", p5).orElseThrow().change()).hasValue("patch5");
  }

  @Test
  void unknownField() {
    toy.append("models/toy.yaml", "    lanes: full\n");
    int line = (int) toy.folder().read(toy.path("models/toy.yaml")).lines().count();
    fails("models/toy.yaml:" + line + ": unknown field lanes; did you mean lane?");
  }

  @Test
  void unknownOutcomeOfARun() {
    toy.change("models/toy.yaml", "{AllHold: [p5-nopreempt]}", "{AllHolds: [p5-nopreempt]}");
    fails(
        "models/toy.yaml:#: models/Live.cfg does not list the property AllHolds; did you mean"
            + " AllHold?");
  }

  @Test
  void unknownFieldAtTheTop() {
    toy.append("models/toy.yaml", "other: 1\n");
    assertThatThrownBy(toy::catalogue).hasMessageContaining("unknown field other");
  }

  @Test
  void aFieldTwice() {
    toy.change(
        "models/toy.yaml",
        "    title: \"It holds.\"\n",
        "    title: \"It holds.\"\n    title: \"Or not.\"\n");
    fails("models/toy.yaml:#: the field title is here twice");
  }

  @Test
  void aModelTwice() {
    toy.model("Good", "", "holds", "");
    fails(
        "models/toy.yaml:"
            + (lineOf("models/toy.yaml", "    title: \"A model of a test.\"") - 1)
            + ": a second model Good");
  }

  @Test
  void missingField() {
    toy.change("models/toy.yaml", "    title: \"Nobody settles.\"\n", "");
    fails("models/toy.yaml:#: the field title is missing");
  }

  @Test
  void missingCfg() throws IOException {
    Files.delete(toy.path("models/Live.cfg"));
    fails("models/toy.yaml:#: the model Live has no models/Live.cfg and is not from another");
  }

  @Test
  void missingModule() {
    toy.change(
        "models/toy.yaml",
        "    title: \"Nobody settles.\"\n",
        "    module: Nowhere\n    title: x\n");
    fails("models/toy.yaml:#: there is no models/Nowhere.tla");
  }

  @Test
  void expectsAPropertyThatTheCfgDoesNotList() {
    toy.change("models/toy.yaml", "{AllHold:", "{AtMostOne:");
    assertThatThrownBy(toy::catalogue)
        .hasMessageContaining(": models/Live.cfg does not list the property AtMostOne");
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
    toy.append("models/Live.cfg", "CONSTANT Changes = {}\n");
    fails("models/Live.cfg: Changes is set by the run");
  }

  @Test
  void whatACfgDoesNotGiveIsTheDefault() throws IOException {
    Files.writeString(toy.path("models/Defaults.cfg"), "CONSTANTS Walkers = {w} Bound = 7\n");
    toy.change("models/Good.cfg", "  Walkers = {}\n", "");
    assertThat(toy.only("Good").model().cfg().text()).contains("Walkers = {w}", "Bound = 1");
    Files.writeString(toy.path("models/Defaults.cfg"), "CONSTANTS Walkerz = {w}\n");
    fails("models/Defaults.cfg:1: no module has a constant Walkerz");
  }

  @Test
  void aModelFromAnotherChangesItsConstantsAndWhatIsAsked() {
    toy.model(
        "Derived",
        "from: Good\n    with: [\"Bound = 2\", \"MayGet <- Anything\"]\n"
            + "    properties: [AllHold, NeverNegative]\n    specification: FairSpec",
        "AllHold",
        "states=4 depth=3");
    toy.change("models/toy.yaml", "models:", "temporal: [AllHold]\nmodels:");
    Model derived = toy.only("Derived").model();
    assertThat(derived.from()).hasValue("Good");
    assertThat(derived.cfg().text())
        .isEqualTo(
            """
            SPECIFICATION FairSpec
            CHECK_DEADLOCK FALSE
            CONSTANTS
              Users = {u1, u2}
              Walkers = {}
              Bound = 2
              MayGet <- Anything
            INVARIANTS
              NeverNegative
            PROPERTIES
              AllHold
            """);
    toy.change("models/toy.yaml", "Bound = 2", "Bund = 2");
    fails("models/toy.yaml:#: no module has a constant Bund");
    toy.change("models/toy.yaml", "Bund = 2", "Bound 2");
    fails("models/toy.yaml:#: expected = or <- after Bound instead of 2");
    toy.change("models/toy.yaml", "Bound 2", "Asked = {}");
    fails("models/toy.yaml: Asked is set by the run");
    toy.change("models/toy.yaml", "Asked = {}", "Bound = 2");
    toy.change("models/toy.yaml", "[AllHold, NeverNegative]", "[AllHold, NeverPositive]");
    fails("models/toy.yaml:#: no module defines NeverPositive");
    toy.change("models/toy.yaml", "from: Good", "from: Goood");
    fails("models/toy.yaml:#: no model Goood above; did you mean Good?");
    toy.change("models/toy.yaml", "from: Goood", "from: Bad\n    negative: Good");
    toy.change("models/toy.yaml", "[AllHold, NeverPositive]", "[AllHold]");
    fails("models/toy.yaml:#: a negative is from the model that it is a negative of");
    toy.change("models/toy.yaml", "from: Bad\n    negative: Good", "from: Good");
    toy.change("models/toy.yaml", "name: Derived", "name: Floor");
    fails("models/toy.yaml:#: the model Floor has a models/Floor.cfg, so it is not from another");
  }

  @Test
  void namesThatNoModuleHas() {
    toy.append("models/Live.cfg", "CONSTANT Userz = {}\n");
    fails("models/Live.cfg:12: no module has a constant Userz");
  }

  @Test
  void operatorsThatNoModuleDefines() {
    toy.change("models/toy.yaml", "<- Anything", "<- Everything");
    fails("models/toy.yaml:#: no module defines Everything");
  }

  @Test
  void aCfgThatDoesNotParse() {
    toy.change("models/Good.cfg", "  Bound = 1", "  Bound 1");
    fails("models/Good.cfg:7: expected = or <- after Bound instead of 1");
  }

  @Test
  void unknownHazardLaneAndKernel() {
    toy.change("models/toy.yaml", "hazard: stuck", "hazard: stick");
    fails("models/toy.yaml:#: unknown hazard stick; did you mean stuck?");
    toy.change("models/toy.yaml", "hazard: stick", "hazard: stuck")
        .change("models/toy.yaml", "lane: smoke", "lane: smok");
    fails("models/toy.yaml:#: unknown lane smok; there is smoke, full, exhaustive");
    toy.change("models/toy.yaml", "lane: smok", "lane: smoke")
        .change("models/toy.yaml", "[p4-nopreempt,", "[p4-noprempt,");
    fails("models/toy.yaml:#: unknown kernel p4-noprempt; did you mean p4-nopreempt?");
    toy.change("models/toy.yaml", "[p4-noprempt,", "[v4.2-nopreempt,");
    fails("models/toy.yaml:#: the model does not apply to v4.2");
    toy.change("models/toy.yaml", "kernels: [p4, p5]", "kernels: [p4, p6]");
    fails("models/toy.yaml:#: unknown kernel p6; did you mean p4 or p5?");
    toy.change("models/toy.yaml", "kernels: [p4, p6]", "kernels: [p4, p5]")
        .change("models/toy.yaml", "[v4.2-nopreempt,", "[p4-nopreempt,")
        .change("models/recorded.lock", "asks=patch5", "asks=patch6");
    fails("models/recorded.lock:1: unknown change patch6; did you mean patch4 or patch5?");
    toy.change("models/recorded.lock", "asks=patch6", "asks=patch5")
        .append("models/recorded.lock", "Good:p4-nopreempt states=3 depth=2 asks=patch5\n");
    fails("models/recorded.lock:8: a second line for Good:p4-nopreempt");
    toy.append("models/recorded.lock", "Good states=3\n")
        .change("models/recorded.lock", "Walk:p5-nopreempt", "Walk p5-nopreempt");
    fails("models/recorded.lock:7: not a line that spec/check record writes");
  }

  @Test
  void aRunTwice() {
    toy.change("models/toy.yaml", "[p4-nopreempt, p5-preempt]", "[p4-nopreempt, p4]");
    fails("models/toy.yaml:#: a second run of Good:p4-nopreempt");
    toy.change("models/toy.yaml", "[p4-nopreempt, p4]", "[p4-nopreempt, p4-preempt]")
        .append("models/recorded.lock", "Good:p4-preempt states=3 depth=2 asks=patch5\n");
    fails(
        "models/toy.yaml:#: the runs of Good on p4-nopreempt and p4-preempt both stand for p4-nopreempt");
  }

  @Test
  void aRunStandsForTheKernelsThatAgreeOnWhatTheModelAsks() {
    Model bad = toy.only("Bad").model();
    assertThat(bad.runs().get(0).standsFor())
        .extracting(Kernel::id)
        .containsExactly("v3.18-nopreempt", "v3.18-preempt", "p4-nopreempt", "p4-preempt");
    assertThat(bad.runs().get(1).standsFor())
        .extracting(Kernel::id)
        .containsExactly("p5-nopreempt", "p5-preempt", "v4.2-nopreempt", "v4.2-preempt");
    Case other = toy.only("Bad:v4.2-preempt");
    assertThat(other.run().states()).hasValue(4);
    assertThat(other.run().standsFor()).extracting(Kernel::id).containsExactly("v4.2-preempt");
    assertThat(Catalogue.onEveryKernel(toy.catalogue().find(List.of("Bad")))).hasSize(8);
  }

  @Test
  void aModelOfATableDecidesEveryKernelThatItAppliesTo() {
    toy.change("models/toy.yaml", "[v3.18-nopreempt, p5-nopreempt]", "[p5-nopreempt]");
    fails(
        "models/toy.yaml:#: no run of Bad decides v3.18-nopreempt, v3.18-preempt, p4-nopreempt,"
            + " p4-preempt");
  }

  @Test
  void factsNameWhatThereIs() {
    toy.change("facts.yaml", "{model: Bad,", "{model: Bid,");
    fails("facts.yaml:#: unknown model Bid; did you mean Bad?");
    toy.change("facts.yaml", "{model: Bid, property: AtMostOne}", "{model: Bad, property: AtMost}");
    fails("facts.yaml:#: the model Bad does not ask for AtMost; did you mean AtMostOne?");
    toy.change("facts.yaml", "property: AtMost}", "property: AtMostOne}")
        .change("facts.yaml", "fixed: [Good]", "fixed: [God]");
    fails("facts.yaml:#: unknown model God; did you mean Good?");
    toy.change("facts.yaml", "fixed: [God]", "fixed: [Good]")
        .change(
            "facts.yaml",
            "models: [Good, Bad], properties: [AtMostOne]",
            "models: [Live], properties: [AtMostOne]");
    fails("facts.yaml:#: the model Live asks for none of the properties of P1");
    toy.change(
        "facts.yaml",
        "models: [Live], properties: [AtMostOne]",
        "models: [Live], properties: [AllHold, AtMostOne]");
    fails("facts.yaml:#: no model of P1 asks for the property AtMostOne");
    toy.change("facts.yaml", "assumes: [bound]", "assumes: [bond]");
    fails("facts.yaml:#: unknown assumption bond; did you mean bound?");
    toy.change("facts.yaml", "evidence: derived", "evidence: hearsay");
    fails("facts.yaml:#: unknown evidence hearsay; there is read, listed, derived, herd7, memory");
    toy.change("facts.yaml", "off: Anything", "off: Everything");
    fails("facts.yaml:#: no module defines Everything");
    toy.change("facts.yaml", "operator: MayGet, off: Everything", "operator: Users, off: \"{u1\"");
    fails("facts.yaml:#: expected } instead of the end of the file");
    toy.change("facts.yaml", "operator: Users", "operator: Userz");
    fails("facts.yaml:#: no module has Userz");
  }

  @Test
  void factsAreOneEachAndFitTheTables() {
    toy.change("facts.yaml", "id: F2", "id: F1");
    fails("facts.yaml:#: a second entry F1");
    toy = new Toy(temp.resolve("second"));
    toy.change(
        "facts.yaml",
        "title: \"Two hold\"",
        "title: \"Two hold, and more is said of it than there is room for\"");
    fails(
        "facts.yaml:#: longer than 43 characters, which is all that a table's legend has room for;"
            + " give a short one");
  }

  @Test
  void whatIsTurnedOffGoesWithWhatBreaks() {
    toy.change("models/toy.yaml", "    property: P1\n", "");
    fails(
        "models/toy.yaml:#: assumption and property go together: what is turned off, and what breaks");
    toy.change("models/toy.yaml", "assumption: bound", "assumption: bund\n    property: P1");
    fails("models/toy.yaml:#: unknown assumption bund; did you mean bound?");
  }

  @Test
  void aModelOfAFlawDecidesEveryKernelThatItAppliesTo() {
    toy.change("facts.yaml", "fixed: [Good]", "fixed: [Walk]");
    fails(
        "models/toy.yaml:#: no run of Walk decides v3.18-nopreempt, v3.18-preempt, p4-nopreempt,"
            + " p4-preempt");
  }

  @Test
  void kernelsOfYaml() {
    toy.change("kernels.yaml", "like: p5, adds: [later]", "like: p7, adds: [later]");
    fails("kernels.yaml:11: no kernel p7 above; did you mean p4 or p5?");
    toy.change("kernels.yaml", "like: p7, adds: [later]", "like: p5, adds: [latter]");
    fails("kernels.yaml:11: unknown change latter; did you mean later?");
    toy.change("kernels.yaml", "adds: [latter]", "adds: [patch4]");
    fails("kernels.yaml:11: v4.2 has patch4 already");
    toy.change("kernels.yaml", "adds: [patch4], inferred", "adds: [preempt], memory");
    fails("kernels.yaml:11: each kernel is there without and with preemption anyway");
    toy.change("kernels.yaml", "id: v4.2", "id: p5");
    fails("kernels.yaml:11: a second kernel p5");
    toy.change("kernels.yaml", "{id: p5, like: p5", "{id: P5, like: p5");
    fails("kernels.yaml:11: not a name (small letters, digits, . and -): P5");
    toy.change("kernels.yaml", "id: later", "id: patch5");
    fails("kernels.yaml:6: a second change patch5");
    toy.change("kernels.yaml", "id: preempt", "id: pre");
    toy.change("kernels.yaml", "id: patch5, title: \"something", "id: later, title: \"something");
    fails("kernels.yaml:2: there is no change preempt");
  }

  @Test
  void kernelsOfOnesOwn() {
    Kernels kernels = toy.catalogue().kernels();
    assertThat(kernels.parse("v4.2"))
        .extracting(Kernel::id)
        .containsExactly("v4.2-nopreempt", "v4.2-preempt");
    Kernel one = kernels.parse("p5-preempt+later~patch4").get(0);
    assertThat(one.id()).isEqualTo("p5-preempt+later~patch4");
    assertThat(one.title()).isEqualTo("p5+later~patch4, preemptible");
    assertThat(one.changes()).containsExactly("preempt", "patch5", "later");
    assertThat(kernels.parse("p5+preempt")).extracting(Kernel::id).containsExactly("p5-preempt");
    assertThat(kernels.constants(one, List.of("patch5", "patch4")).text())
        .isEqualTo(
            """
            CONSTANTS
              Changes = {"preempt", "patch5", "later"}
              Asked = {"patch4", "patch5"}
            """);
    assertThatThrownBy(() -> kernels.parse("p5~later")).hasMessage("p5 lacks later already");
    assertThatThrownBy(() -> kernels.parse("p5+patch4")).hasMessage("p5 has patch4 already");
    assertThatThrownBy(() -> kernels.parse("p5+lateer"))
        .hasMessage(
            "unknown change lateer; did you mean later?; there is preempt, patch4, patch5, later");
    assertThatThrownBy(() -> kernels.parse("p6"))
        .hasMessage(
            "unknown kernel p6; there is any release from v3.18 to v4.2 (6.8, v6.8.12, 6.1.y), and p4,"
                + " p5, each also with -nopreempt or -preempt after it");
    assertThatThrownBy(() -> kernels.parse("+x"))
        .hasMessage("not a kernel: +x; v6.8, v6.8-preempt or v6.8+CHANGE~CHANGE is expected");
  }

  @Test
  void negativesOfNothingOrThatHold() {
    toy.change("models/toy.yaml", "negative: Good", "negative: God");
    fails("models/toy.yaml:#: no model God above; did you mean Good?");
    toy.change("models/toy.yaml", "negative: God", "negative: Good");
    toy.change(
        "models/toy.yaml",
        "{AtMostOne: [p5-nopreempt]}\n  - name: Walk",
        "{holds: [p5-nopreempt]}\n  - name: Walk");
    fails("models/toy.yaml:#: the negative model BadByNegative is expected to hold");
  }

  @Test
  void idleActionsMustExist() {
    toy.change("models/toy.yaml", "{Walk_Never:", "{Walk_Nevr:");
    fails("models/toy.yaml:#: unknown action Walk_Nevr; did you mean Walk_Never?");
  }

  @Test
  void actionsMustBeDefinedOnceAndByAModule() {
    toy.append("actions.yaml", "- {action: Get_Dec, function: f, when: [patch5], step: s}\n");
    fails("actions.yaml:8: no module defines the action Get_Dec");
    toy.change("actions.yaml", "Get_Dec", "Get_Inc");
    fails("actions.yaml:8: a second entry for Get_Inc on p5-nopreempt");
    toy.change("actions.yaml", "[\"!patch5\"]", "[\"!patch6\"]");
    fails("actions.yaml:1: unknown change patch6; did you mean patch4 or patch5?");
    toy.change("actions.yaml", "[\"!patch6\"]", "[\"!patch4\", patch5]");
    fails("actions.yaml:1: no kernel has Get_Inc so");
  }

  @Test
  void noYaml() {
    toy.append("models/toy.yaml", "  - [\n");
    assertThatThrownBy(toy::catalogue)
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("models/toy.yaml:")
        .hasMessageContaining("no YAML")
        .message()
        .doesNotContain("\n");
    toy.change("actions.yaml", toy.folder().read(toy.path("actions.yaml")), "");
    fails("actions.yaml:1: the file is empty");
  }

  @Test
  void otherShapes() {
    toy.change("models/toy.yaml", "kernels: [p4, p5]", "kernels: {F1: 2}");
    fails("models/toy.yaml:#: one value is expected here");
    toy.change("models/toy.yaml", "kernels: {F1: 2}", "kernels: [*a]");
    fails("models/toy.yaml:#: aliases and tags are not used here");
    toy.change("models/toy.yaml", "kernels: [*a]", "kernels: ");
    fails("models/toy.yaml:#: a value is missing");
  }

  @Test
  void notText() throws IOException {
    Files.write(toy.path("models/toy.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    fails("models/toy.yaml: not UTF-8");
    Files.delete(toy.path("models/toy.yaml"));
    fails("models/toy.yaml: no such file");
    Files.writeString(toy.path("models/other.yaml"), "models: []\n");
    fails("models/other.yaml is no family of catalogue.yaml: its models would not be run");
    Files.delete(toy.path("catalogue.yaml"));
    fails("catalogue.yaml: no such file");
  }

  /** A specification beside the toy's own, with one action and a model. */
  private void counted(String counts) throws IOException {
    Files.writeString(
        toy.path("Counted.tla"),
        """
        ---- MODULE Counted ----
        EXTENDS Integers
        CONSTANTS Changes, Asked, Tasks
        VARIABLE n
        Get_Inc == n < Tasks /\\ n' = n + 1
        CountedSpec == n = 0 /\\ [][Get_Inc]_n
        Small == n <= Tasks
        ====
        """);
    Files.writeString(
        toy.path("models/MCCounted.tla"), "---- MODULE MCCounted ----\nEXTENDS Counted\n====\n");
    Files.writeString(
        toy.path("models/Few.cfg"),
        "SPECIFICATION CountedSpec\nCONSTANT Tasks = 7\nINVARIANT Small\n");
    Files.writeString(toy.path("models/Defaults.cfg"), "CONSTANTS Walkers = {w}\n");
    toy.append(
        "actions.yaml", "- {of: Counted, action: Get_Inc, function: f, when: [patch5], step: s}\n");
    toy.model("Few", "module: MCCounted\n    workers: 2", "holds", counts);
  }

  @Test
  void aModelOfAnotherSpecificationHasItsOwnActionsAndOnlyItsOwnDefaults() throws IOException {
    counted("states=8");
    Case few = toy.only("Few");
    assertThat(few.model().specification()).isEqualTo("Counted");
    assertThat(few.model().cfg().constants()).containsOnlyKeys("Tasks");
    Actions actions = toy.catalogue().actions();
    assertThat(actions.of("Counted").names()).containsExactly("Get_Inc");
    assertThat(actions.of("").names()).contains("Get_Inc", "Walk_Look");
    assertThat(toy.only("Good:p5-preempt").model().specification()).isEmpty();
    toy.change("actions.yaml", "of: Counted", "of: Countd");
    fails("actions.yaml:#: there is no module Countd");
  }

  @Test
  void theDepthOfARunWithSeveralWorkersIsNotRecorded() throws IOException {
    counted("states=8");
    assertThat(toy.only("Few").isRecorded()).isTrue();
    toy.change("models/toy.yaml", "workers: 2", "workers: 1");
    assertThat(toy.only("Few").isRecorded()).isFalse();
    toy.change("models/toy.yaml", "workers: 1", "workers: 0");
    fails("models/toy.yaml:#: workers is a number from 1 to 64, not 0");
  }
}
