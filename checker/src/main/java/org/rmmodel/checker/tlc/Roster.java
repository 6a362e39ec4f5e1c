package org.rmmodel.checker.tlc;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who works for a distributed run, by what its server says; and whether those who went may have
 * taken states with them.
 */
final class Roster {
  /** What the server prints when it cannot reach a fingerprint server. */
  private static final String NO_FINGERPRINTS = "Warning: Failed to connect from ";

  private final Consumer<String> tells;
  private int joined;
  private int atWork;
  private int unanswered;
  private boolean dropped;
  private boolean fingerprintsLost;

  /**
   * Nobody yet.
   *
   * @param tells gets a line whenever somebody comes or goes
   */
  Roster(Consumer<String> tells) {
    this.tells = tells;
  }

  /** Takes what the server says. */
  synchronized void take(ToolMessage message) {
    if (message instanceof ToolMessage.Said said && said.line().startsWith(NO_FINGERPRINTS)) {
      fingerprintsLost = true;
      tells.accept("a fingerprint server is lost");
    } else if (message instanceof ToolMessage.Worker worker) {
      take(worker.change());
    }
  }

  private void take(ToolMessage.Worker.Change change) {
    switch (change) {
      case JOINED -> {
        joined++;
        atWork++;
        tells.accept("a worker has joined: " + atWork + " at work");
      }
      case LOST -> unanswered++;
      case DROPPED -> {
        atWork--;
        // What a worker has that fails to answer, TLC gives to others. One that it drops by its
        // clock, without having heard so, may just be getting something that nobody else will get.
        if (unanswered > 0) {
          unanswered--;
          tells.accept("a worker is lost: " + atWork + " at work");
        } else {
          dropped = true;
          tells.accept("a worker was dropped without an answer: " + atWork + " at work");
        }
      }
    }
  }

  synchronized boolean hadAny() {
    return joined > 0;
  }

  synchronized boolean isEmpty() {
    return atWork <= 0;
  }

  /** Why a search that found nothing wrong may have missed states. */
  synchronized Optional<String> doubt() {
    if (fingerprintsLost) {
      return Optional.of("a fingerprint server was lost, and with it states that it had counted");
    }
    return dropped
        ? Optional.of("a worker was dropped without an answer, and states may be lost with it")
        : Optional.empty();
  }
}
