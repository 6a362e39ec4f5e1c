package org.rmmodel.checker.litmus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.Statement;

/**
 * Which steps of the protocol a test has. Every statement of a thread has a comment on its line:
 * the names of the actions that it is a step of, with commas, or for what is done by somebody else
 * plain words.
 */
final class Steps {
  private static final Pattern COMMA = Pattern.compile(", *");
  private static final Pattern ACTIONS =
      Pattern.compile("[A-Z][A-Za-z]*_[A-Za-z]+(, [A-Z][A-Za-z]*_[A-Za-z]+)*+");
  private static final Pattern HAS_ACTION = Pattern.compile(".*[A-Z][a-z][A-Za-z]*_[A-Z].*");

  private final String file;
  private final Set<String> known;
  private final List<ExpectedLitmus.Step> steps = new ArrayList<>();

  private Steps(String file, Set<String> known) {
    this.file = file;
    this.known = known;
  }

  static List<ExpectedLitmus.Step> of(Litmus test, String file, Actions actions) {
    Steps steps = new Steps(file, actions.names());
    for (int thread = 0; thread < test.threads().size(); thread++) {
      steps.read(test.threads().get(thread), thread);
    }
    return steps.steps;
  }

  private void read(Litmus.Code code, int thread) {
    Set<Integer> said = new HashSet<>();
    for (Litmus.Comment comment : code.comments()) {
      int line = comment.place().line();
      said.add(line);
      if (ACTIONS.matcher(comment.text()).matches()) {
        for (String action : COMMA.splitAsStream(comment.text()).toList()) {
          if (!known.contains(action)) {
            throw error(line, "unknown action " + action + NearestNames.hint(action, known));
          }
          steps.add(new ExpectedLitmus.Step(action, thread, line));
        }
      } else if (comment.text().isEmpty() || HAS_ACTION.matcher(comment.text()).matches()) {
        throw error(line, "names of actions alone, or words without one, are expected");
      }
    }
    check(code.body(), said);
  }

  private void check(List<Statement> statements, Set<Integer> said) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.If branch) {
        check(branch.then(), said);
        check(branch.otherwise(), said);
      } else if (!said.contains(statement.place().line())) {
        throw error(
            statement.place().line(), "a comment is missing: the action, or what this is instead");
      }
    }
  }

  private BadInput error(int line, String what) {
    return new BadInput(file + ":" + line + ": " + what);
  }
}
