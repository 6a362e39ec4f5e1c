package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.rmi.server.RMISocketFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/**
 * The sockets of TLC's distributed mode in this JVM. Of itself RMI listens at every address of a
 * machine, at ports that nobody knows beforehand, and lets everybody in. These listen at one
 * address and at one port, and with a key speak TLS with those alone who have it.
 *
 * <p>A peer whose machine has vanished while an answer of it is waited for is noticed in 40 s, as
 * the system asks for signs of life. That is before TLC's own clock would drop it, after a minute
 * and without giving its states to others for certain ({@link Roster}).
 */
final class RmiSockets extends RMISocketFactory {
  private static final int CONNECT_MILLIS = 30_000;
  private static final int BACKLOG = 64;
  private static final int QUIET_SECONDS = 20;
  private static final int AGAIN_SECONDS = 5;
  private static final int TIMES = 4;

  private final ServerSocket listening;
  private final Optional<SSLContext> key;

  private RmiSockets(ServerSocket listening, Optional<SSLContext> key) {
    this.listening = listening;
    this.key = key;
  }

  /**
   * Makes them the sockets of RMI in this JVM.
   *
   * @param address the address to listen at, which is told to the others, too
   * @param port the port; 0 for any that is free
   * @param keyFile the key, or an empty text
   * @return the port
   * @throws IOException if it cannot listen there
   */
  static int install(String address, int port, String keyFile) throws IOException {
    System.setProperty("java.rmi.server.hostname", address);
    Optional<SSLContext> key =
        keyFile.isEmpty() ? Optional.empty() : Optional.of(RmiKey.read(Path.of(keyFile)));
    InetAddress at = InetAddress.getByName(address);
    ServerSocket socket;
    if (key.isPresent()) {
      SSLServerSocket secret =
          (SSLServerSocket)
              key.get().getServerSocketFactory().createServerSocket(port, BACKLOG, at);
      secret.setNeedClientAuth(true);
      socket = secret;
    } else {
      socket = new ServerSocket(port, BACKLOG, at);
    }
    RMISocketFactory.setSocketFactory(new RmiSockets(socket, key));
    return socket.getLocalPort();
  }

  /** Every object of this JVM is reached at the one port. */
  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    if (port != 0 && port != listening.getLocalPort()) {
      throw new IOException("only port " + listening.getLocalPort() + " is listened at");
    }
    return listening;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      plain.setTcpNoDelay(true);
      askForSignsOfLife(plain);
      if (key.isEmpty()) {
        return plain;
      }
      SSLSocket secret =
          (SSLSocket) key.get().getSocketFactory().createSocket(plain, host, port, true);
      plain.setSoTimeout(CONNECT_MILLIS);
      secret.startHandshake();
      plain.setSoTimeout(0);
      return secret;
    } catch (SocketTimeoutException e) {
      plain.close();
      // RMI knows this one.
      java.net.ConnectException known = new java.net.ConnectException(e.getMessage());
      known.initCause(e);
      throw known;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static void askForSignsOfLife(Socket socket) throws IOException {
    socket.setKeepAlive(true);
    set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, QUIET_SECONDS);
    set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, AGAIN_SECONDS);
    set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, TIMES);
  }

  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }
}
