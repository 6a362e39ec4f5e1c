package org.rmmodel.checker.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rmmodel.common.BadInput;

/**
 * Where the specification lies, and where this program may write.
 *
 * @param root the folder {@code spec/}: modules, {@code models/}, {@code kernels.yaml}, {@code
 *     catalogue.yaml}, {@code actions.yaml}, {@code facts.yaml}; nothing is written there
 * @param output the folder in which this program makes its own
 */
public record SpecFolder(Path root, Path output) {
  /** The system property by which {@code spec/check} says where the specification lies. */
  public static final String PROPERTY = "rmmodel.spec";

  /** The system property by which {@code spec/check} says where this program may write. */
  public static final String OUTPUT = "rmmodel.work";

  private static final long LARGEST_FILE = 4L << 20;

  /** Makes the paths absolute, because TLC runs in another working directory. */
  public SpecFolder {
    root = root.toAbsolutePath().normalize();
    output = output.toAbsolutePath().normalize();
  }

  /**
   * A specification whose program writes where the system property {@value #OUTPUT} says, else
   * where the system keeps temporary files.
   *
   * @param root the folder
   */
  public SpecFolder(Path root) {
    this(root, Path.of(System.getProperty(OUTPUT, System.getProperty("java.io.tmpdir", "."))));
  }

  /**
   * The specification that this program belongs to: what the system property {@value #PROPERTY}
   * names, else {@code spec} or the current folder, whichever has a catalogue.
   *
   * @return the folder
   * @throws BadInput if there is no catalogue
   */
  public static SpecFolder find() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return new SpecFolder(Path.of(given)).checked();
    }
    for (String place : new String[] {".", "spec", "../spec"}) {
      SpecFolder folder = new SpecFolder(Path.of(place));
      if (Files.isRegularFile(folder.catalogue())) {
        return folder;
      }
    }
    throw new BadInput("no catalogue.yaml here, nor in spec; start the program by spec/check");
  }

  private SpecFolder checked() {
    if (!Files.isRegularFile(catalogue())) {
      throw new BadInput(catalogue() + ": no such file");
    }
    return this;
  }

  /**
   * The models' folder.
   *
   * @return {@code models/}
   */
  public Path models() {
    return root.resolve("models");
  }

  /**
   * What a constant of a model is unless its cfg says otherwise.
   *
   * @return {@code models/Defaults.cfg}
   */
  public Path defaults() {
    return models().resolve("Defaults.cfg");
  }

  /**
   * The list of the families of models, in their order.
   *
   * @return {@code catalogue.yaml}
   */
  public Path catalogue() {
    return root.resolve("catalogue.yaml");
  }

  /**
   * The models of one family, with what they are expected to say.
   *
   * @param family its name
   * @return {@code models/FAMILY.yaml}
   */
  public Path family(String family) {
    return models().resolve(family + ".yaml");
  }

  /**
   * What a machine counted of each run.
   *
   * @return {@code models/recorded.lock}
   */
  public Path recorded() {
    return models().resolve("recorded.lock");
  }

  /**
   * Which functions are modelled, and where they live.
   *
   * @return {@code sources.yaml}
   */
  public Path sources() {
    return root.resolve("sources.yaml");
  }

  /**
   * The forms that these functions have in the sources of releases.
   *
   * @return {@code sources.lock}
   */
  public Path knownForms() {
    return root.resolve("sources.lock");
  }

  /**
   * What the verdict tables ask for.
   *
   * @return {@code facts.yaml}
   */
  public Path facts() {
    return root.resolve("facts.yaml");
  }

  /**
   * The list of all changes and versions of the kernel.
   *
   * @return {@code kernels.yaml}
   */
  public Path kernels() {
    return root.resolve("kernels.yaml");
  }

  /**
   * The list of all actions with the kernel functions that they stand for.
   *
   * @return {@code actions.yaml}
   */
  public Path actions() {
    return root.resolve("actions.yaml");
  }

  /**
   * The name by which messages call a file of the specification.
   *
   * @param file a file, in the folder or not
   * @return its path relative to the folder if it lies in it
   */
  public String nameOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(root)
        ? root.relativize(absolute).toString().replace('\\', '/')
        : file.toString();
  }

  /**
   * Reads a text file of the specification.
   *
   * @param file the file
   * @return its text
   * @throws BadInput if it is missing, unreadable, no UTF-8, or larger than 4 MiB
   */
  public String read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadInput(nameOf(file) + ": no such file");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw new BadInput(nameOf(file) + ": larger than 4 MiB");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new BadInput(nameOf(file) + ": not UTF-8");
    } catch (IOException e) {
      throw new BadInput(nameOf(file) + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
