package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.rmmodel.common.BadInput;

/**
 * The secret that the server and the workers of a distributed run share: a PKCS #12 file with one
 * key and its certificate. Both sides show this certificate in TLS, and take no other.
 */
public final class RmiKey {
  /** The file's password. It keeps nothing secret: the file itself is the secret. */
  public static final String PASSWORD = "rmmodel";

  private RmiKey() {}

  /**
   * Reads the key.
   *
   * @param file the file
   * @return what makes the sockets
   * @throws BadInput if there is no such file, everybody may read it, or it is no such key
   */
  public static SSLContext read(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new BadInput("--key " + file + ": no such file, or not readable");
    }
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new BadInput(
            "--key " + file + ": everybody may read it, so it is no secret: chmod o=");
      }
    } catch (UnsupportedOperationException | IOException e) {
      // A file system without these permissions.
    }
    char[] password = PASSWORD.toCharArray();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      if (store.size() != 1 || !store.isKeyEntry(store.aliases().nextElement())) {
        throw new BadInput("--key " + file + ": one key is expected in it");
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new BadInput(
          "--key " + file + ": no PKCS #12 file with the password " + PASSWORD + " and one key");
    }
  }
}
