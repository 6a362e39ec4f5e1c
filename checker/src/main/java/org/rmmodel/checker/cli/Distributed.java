package org.rmmodel.checker.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.DistributedRun.Distribution;
import org.rmmodel.checker.tlc.RmiKey;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcProbe;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which a run is distributed over several JVMs. */
final class Distributed {
  /** Why a TLC cannot be distributed. */
  static final String CANNOT =
      "does not work with it: its fingerprint set is no remote object (upstream's, from February"
          + " 2026 on); use the build's";

  /** What a distributed run does not say. */
  static final String NOT_TOLD =
      "Distributed, TLC does not tell which actions fired, and the depth is not always the same:"
          + " neither is compared.";

  private static final int MOST_WORKERS = 64;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  @Option(
      names = "--distributed",
      description =
          "Use TLC's distributed mode: its server here, and workers that join it here (--workers)"
              + " or by spec/check worker.")
  private boolean asked;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --distributed: start N workers here (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS[:PORT]",
      defaultValue = Place.USUAL,
      description =
          "With --distributed: where the server listens, as workers reach it (default:"
              + " ${DEFAULT-VALUE}; port 0 is any that is free). Other than loopback needs --key.")
  private String listen = Place.USUAL;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "With --distributed: speak TLS, and only with those who have this PKCS #12 file"
              + " (docs/distributed.md).")
  private @Nullable Path key;

  @Option(
      names = "--fingerprint-servers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "With --distributed: keep the fingerprints at N servers of their own, which join by"
              + " spec/check worker (default: 0, the server keeps them).")
  private int fingerprintServers;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "With --distributed: keep checkpoints in DIR, and go on from the one that is there.")
  private @Nullable Path checkpoints;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = TimeConverter.class,
      description = "The time between two checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration every = Duration.ofMinutes(30);

  boolean isAsked() {
    if (!asked && mixee != null) {
      mixee.commandLine().getParseResult().matchedOptions().stream()
          .map(OptionSpec::longestName)
          .filter(CommandSpec.forAnnotatedObject(new Distributed()).optionsMap().keySet()::contains)
          .findFirst()
          .ifPresent(
              option -> {
                throw new BadInput(option + " is for --distributed runs");
              });
    }
    return asked;
  }

  /** Refuses what cannot be, before anything is started. */
  void check(List<Case> cases, TlcJar jar) {
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new BadInput("--workers is a number from 0 to " + MOST_WORKERS + ", not " + workers);
    }
    if (fingerprintServers < 0 || fingerprintServers > MOST_WORKERS) {
      throw new BadInput(
          "--fingerprint-servers is a number from 0 to "
              + MOST_WORKERS
              + ", not "
              + fingerprintServers);
    }
    if (every.toMillis() < 100) {
      throw new BadInput("--checkpoint-every is 100ms at least");
    }
    Place place = Place.parse("--listen", listen);
    place.needsKey("--listen", Optional.ofNullable(key));
    if (checkpoints != null && cases.size() > 1) {
      throw new BadInput("--checkpoints is for one run, and this is " + cases.size());
    }
    for (Case of : cases) {
      Cfg cfg = of.model().cfg();
      if (!cfg.properties().isEmpty()) {
        throw new BadInput(
            of.model().name()
                + " asks for "
                + cfg.properties().stream().map(Cfg.Name::text).collect(Collectors.joining(", "))
                + ": TLC's distributed mode checks no temporal properties");
      }
    }
    try {
      if (!TlcProbe.distributes(jar)) {
        throw new BadInput("--distributed " + CANNOT + " (" + jar.version() + ")");
      }
    } catch (IOException e) {
      throw new BadInput(jar.path() + ": cannot be read");
    }
  }

  Distribution distribution() {
    Place place = Place.parse("--listen", listen);
    return new Distribution(
        place.address(),
        place.port(),
        Optional.ofNullable(key).map(Path::toAbsolutePath),
        workers,
        fingerprintServers,
        Optional.ofNullable(checkpoints),
        every);
  }

  /**
   * An address with a port.
   *
   * @param address a name or an IP address
   * @param port 0 to 65535
   */
  record Place(String address, int port) {
    /** TLC's own port, at which nobody else can reach it. */
    static final String USUAL = "127.0.0.1:10997";

    static final int PORT = 10_997;
    private static final int MOST = 65_535;

    static Place parse(String option, String text) {
      return parse(option, text, PORT);
    }

    /** Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}. */
    static Place parse(String option, String text, int usual) {
      String host = text;
      int port = usual;
      int colon = text.lastIndexOf(':');
      if (text.startsWith("[") ? text.indexOf("]:") == colon - 1 : colon == text.indexOf(':')) {
        if (colon >= 0) {
          host = text.substring(0, colon);
          String digits = text.substring(colon + 1);
          port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : MOST + 1;
        }
      }
      host = host.replaceFirst("^\\[(.*)\\]$", "$1");
      if (port > MOST || !host.matches("[A-Za-z0-9.:%_-]+")) {
        throw new BadInput(option + ": an address, or ADDRESS:PORT, is expected, not " + text);
      }
      return new Place(host, port);
    }

    /** Anybody who can reach TLC's ports can tell it what he likes. */
    void needsKey(String option, Optional<Path> key) {
      try {
        InetAddress at = InetAddress.getByName(address);
        if (at.isAnyLocalAddress()) {
          throw new BadInput(
              option + " " + address + ": one address is expected, by which the others reach it");
        }
        if (!at.isLoopbackAddress() && key.isEmpty()) {
          throw new BadInput(
              option
                  + " "
                  + address
                  + " is no loopback address: others can reach it, so --key is needed");
        }
      } catch (UnknownHostException e) {
        throw new BadInput(option + " " + address + ": no such address");
      }
      key.ifPresent(RmiKey::read);
    }
  }
}
