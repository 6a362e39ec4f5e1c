package org.rmmodel.checker.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;

/** Discharges the obligations of a proof and says how each came out. */
public final class Prover {
  private static final int NAME_WIDTH = 34;
  private static final int VALUE_WIDTH = 32;

  private final Path folder;
  private final Duration time;

  /**
   * A prover.
   *
   * @param folder where the SMT-LIB files go; it is made if it is missing
   * @param time what each obligation may take
   */
  public Prover(Path folder, Duration time) {
    this.folder = folder;
    this.time = time;
  }

  /**
   * How a proof came out.
   *
   * @param proved the obligations that are proved
   * @param failed those that are false
   * @param unknown those of which nothing is known
   */
  public record Tally(int proved, int failed, int unknown) {
    /**
     * Two proofs together.
     *
     * @param other another one
     * @return the sums
     */
    public Tally and(Tally other) {
      return new Tally(proved + other.proved, failed + other.failed, unknown + other.unknown);
    }
  }

  /**
   * Writes the obligations of a proof and has Z3 discharge them.
   *
   * @param proof the proof
   * @param say gets each obligation and its verdict, one or more lines each
   * @return how many came out how
   * @throws BadInput if the files cannot be written
   */
  public Tally prove(Proof proof, Consumer<String> say) {
    String invariant = proof.task().invariant();
    int proved = 0;
    int failed = 0;
    int unknown = 0;
    for (Obligation obligation : proof.obligations()) {
      write(
          folder.resolve(proof.task().module()).resolve(obligation.file(invariant)),
          proof.file(obligation));
    }
    try (Z3 z3 = new Z3(proof, time)) {
      for (Obligation obligation : proof.obligations()) {
        Obligation.Verdict verdict = z3.discharge(obligation);
        StringBuilder line = new StringBuilder("  ");
        line.append(
            String.format(
                "%-12s%-" + NAME_WIDTH + "s", obligation.kind().words(), obligation.name()));
        if (verdict instanceof Obligation.Verdict.Proved it) {
          proved++;
          line.append(it.vacuous() ? "proved: never possible" : "proved");
        } else if (verdict instanceof Obligation.Verdict.Fails it) {
          failed++;
          line.append("FAILS");
          tell(line, it);
        } else if (verdict instanceof Obligation.Verdict.Unknown it) {
          unknown++;
          line.append("unknown: ").append(it.why());
        }
        say.accept(line.toString());
      }
    }
    return new Tally(proved, failed, unknown);
  }

  private static void tell(StringBuilder out, Obligation.Verdict.Fails fails) {
    out.append("\n      not so: ").append(String.join(", ", fails.violated()));
    out.append("\n      ").append(fails.constants());
    for (Obligation.Row row : fails.rows()) {
      out.append("\n      ");
      if (row.next().isEmpty()) {
        out.append(String.format("%-16s %s", row.variable(), row.now()));
      } else {
        boolean same = row.next().get().equals(row.now());
        out.append(
            String.format(
                    "%-16s %-" + VALUE_WIDTH + "s %s",
                    row.variable(),
                    row.now(),
                    same ? "" : "-> " + row.next().get())
                .stripTrailing());
      }
    }
  }

  private static void write(Path file, String text) {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": its folder cannot be made: " + OneLine.of(e));
    }
    Output.write(file, text);
  }
}
