package org.rmmodel.lincheck;

import java.nio.file.Path;
import java.util.List;
import org.rmmodel.common.MarkedText;

/** What the README says that these tests compute. */
final class Readme {
  private Readme() {}

  /**
   * Reads the lines of a part.
   *
   * @throws org.rmmodel.common.BadInput if the README has no such part
   */
  static List<String> part(String name) {
    return MarkedText.of(name).read(Path.of("README.md")).lines().toList();
  }
}
