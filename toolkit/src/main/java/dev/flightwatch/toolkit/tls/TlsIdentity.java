package dev.flightwatch.toolkit.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and its key, which were seen to belong together.
 *
 * @param shown the certificate in a line of the log
 */
record TlsIdentity(PemKeyCertOptions pems, String shown) {
  /** Blocks, as files are read. */
  static TlsIdentity read(Vertx vertx, TlsFiles.Pair files) {
    Buffer certificates = files.certificate().read();
    Buffer key = files.key().read();
    X509Certificate own = files.certificate().certificates(certificates).get(0);
    Date now = new Date();
    if (now.after(own.getNotAfter())) {
      throw files.certificate().problem("expired at " + own.getNotAfter().toInstant());
    }
    if (now.before(own.getNotBefore())) {
      throw files.certificate().problem("is not valid before " + own.getNotBefore().toInstant());
    }
    PemKeyCertOptions pems = new PemKeyCertOptions().addCertValue(certificates).addKeyValue(key);
    if (privateKey(vertx, pems, own, files.key()).filter(k -> belongTogether(own, k)).isEmpty()) {
      throw files
          .key()
          .problem("is not the key of the first certificate in " + files.certificate().variable());
    }
    return new TlsIdentity(pems, shown(own));
  }

  /** Empty where the key is of another kind than the certificate's. */
  private static Optional<PrivateKey> privateKey(
      Vertx vertx, PemKeyCertOptions pems, X509Certificate certificate, PemFile file) {
    try {
      X509KeyManager keys = (X509KeyManager) pems.getKeyManagerFactory(vertx).getKeyManagers()[0];
      String[] aliases = keys.getServerAliases(certificate.getPublicKey().getAlgorithm(), null);
      return Optional.ofNullable(aliases).map(alias -> keys.getPrivateKey(alias[0]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (Exception e) {
      // Its message may quote what is in the file.
      throw file.problem("holds no RSA or EC key in PEM, without a passphrase");
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    try {
      byte[] challenge = new byte[32];
      new SecureRandom().nextBytes(challenge);
      String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(challenge);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(challenge);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String shown(X509Certificate certificate) {
    return "the certificate of %s, serial %s, valid until %s"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getSerialNumber().toString(16),
            certificate.getNotAfter().toInstant());
  }
}
