package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;

/** What earlier runs have computed, judged by what is expected now. */
final class EarlierRuns {
  private static final long LARGEST_FILE = 16 << 20;

  private EarlierRuns() {}

  /**
   * Reads cells.
   *
   * @param files what runs have written as {@code matrix.json}; a later one is right
   * @param rows the mutants
   * @param tools the tools
   * @return the matrix
   * @throws BadInput if a file is none, a cell is in none of them, or a mutant was another one
   */
  static Matrix read(List<Path> files, List<Mutant> rows, List<Tool> tools) {
    List<JsonNode> roots = files.stream().map(EarlierRuns::parse).toList();
    Matrix matrix = new Matrix(rows);
    for (Mutant mutant : rows) {
      for (Tool tool : tools) {
        Cell found = null;
        for (JsonNode root : roots) {
          Cell cell = cell(root, mutant, tool);
          found = cell == null ? found : cell;
        }
        if (found == null) {
          throw new BadInput(mutant.name() + ", " + tool.id() + ": in none of the files of --from");
        }
        matrix.put(mutant, tool, found);
      }
    }
    return matrix;
  }

  /** By what a mutant that was changed since is known. */
  static String changes(Mutant mutant) {
    return Integer.toHexString((mutant.java() + " " + mutant.tla()).hashCode());
  }

  private static JsonNode parse(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        throw new BadInput(file + ": no file, or larger than 16 MiB");
      }
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      if (!root.path("rows").isArray()) {
        throw new BadInput(file + ": no matrix.json of an earlier run");
      }
      return root;
    } catch (IOException e) {
      throw new BadInput(file + ": no JSON");
    }
  }

  private static @Nullable Cell cell(JsonNode root, Mutant mutant, Tool tool) {
    for (JsonNode row : root.path("rows")) {
      JsonNode cell = row.path("cells").path(tool.id());
      if (row.path("mutant").asText().equals(mutant.name()) && cell.isObject()) {
        if (!row.path("changes").asText().equals(changes(mutant))) {
          throw new BadInput(mutant.name() + " has changed since it was run; run it again");
        }
        String outcome = cell.path("outcome").asText();
        try {
          return new Cell(
              Cell.Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
              cell.path("seconds").asDouble(),
              cell.path("tries").asLong(),
              cell.hasNonNull("where") ? cell.path("where").asText() : null,
              cell.hasNonNull("reason") ? cell.path("reason").asText() : null);
        } catch (IllegalArgumentException e) {
          throw new BadInput(mutant.name() + ", " + tool.id() + ": no outcome is " + outcome);
        }
      }
    }
    return null;
  }
}
