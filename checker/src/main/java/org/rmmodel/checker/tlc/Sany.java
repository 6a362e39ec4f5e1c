package org.rmmodel.checker.tlc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.OneLine;
import tla2sany.drivers.FrontEndException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.ModuleNode;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** TLA+'s parser, in this JVM. Tried with the same versions as {@link TlcInternals}. */
public final class Sany {
  private static final Pattern NOISE =
      Pattern.compile("Parsing file .*|Semantic processing .*|\\*\\*\\* .*|Semantic errors:|\\s*");

  private Sany() {}

  /** A module, and what SANY said of it besides the names of files and modules. */
  private record Parsed(ModuleNode root, List<String> remarks) {}

  /**
   * Parses a module with everything that it extends. SANY keeps what it says, and where it says it,
   * in static fields, so one call at a time.
   *
   * @param name the module's name
   * @param places the folders in which modules lie
   * @return the module
   * @throws BadInput if SANY finds an error; SANY's first words say where
   */
  public static ModuleNode parse(String name, List<Path> places) {
    return parsed(name, places).root();
  }

  /**
   * What SANY says of a module in which it finds no error, and of everything that this extends: its
   * warnings.
   *
   * @param name the module's name
   * @param places the folders in which modules lie
   * @return the lines of its warnings; empty if it has none
   * @throws BadInput if SANY finds an error
   */
  static List<String> warnings(String name, List<Path> places) {
    return parsed(name, places).remarks();
  }

  private static synchronized Parsed parsed(String name, List<Path> places) {
    TlcInternals.unpackIntoOwnFolder();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = ToolIO.out;
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      ToolIO.out = out;
      String[] folders = places.stream().map(Path::toString).toArray(String[]::new);
      SpecObj spec = new SpecObj(name, new SimpleFilenameToStream(folders));
      int status = SANY.frontEndMain(spec, name, out);
      ModuleNode root = spec.getExternalModuleTable().getRootModule();
      if (status != 0 || spec.getErrorLevel() != 0 || root == null) {
        throw new BadInput(name + " does not parse: " + complaint(said));
      }
      return new Parsed(root, remarks(said));
    } catch (FrontEndException e) {
      throw new BadInput(name + " does not parse: " + complaint(said));
    } finally {
      ToolIO.out = before;
    }
  }

  private static String complaint(ByteArrayOutputStream said) {
    List<String> lines = remarks(said).stream().limit(2).toList();
    return lines.isEmpty() ? "SANY does not say why" : OneLine.of(String.join(" ", lines));
  }

  private static List<String> remarks(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !NOISE.matcher(line).matches())
        .toList();
  }
}
