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
 * A certificate and its private key, which is verified to match.
 *
 * @param description the certificate in one line for the log
 */
record TlsIdentity(PemKeyCertOptions pems, String description) {
  /** Reads the files; blocks. */
  static TlsIdentity read(Vertx vertx, TlsFiles.CertificateAndKey files) {
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
    if (privateKey(vertx, pems, own, files.key()).filter(k -> match(own, k)).isEmpty()) {
      throw files
          .key()
          .problem("is not the key of the first certificate in " + files.certificate().variable());
    }
    return new TlsIdentity(pems, describe(own));
  }

  /** Returns the key; empty when its algorithm differs from that of the certificate. */
  private static Optional<PrivateKey> privateKey(
      Vertx vertx, PemKeyCertOptions pems, X509Certificate certificate, PemFile file) {
    try {
      X509KeyManager keys = (X509KeyManager) pems.getKeyManagerFactory(vertx).getKeyManagers()[0];
      String[] aliases = keys.getServerAliases(certificate.getPublicKey().getAlgorithm(), null);
      return Optional.ofNullable(aliases).map(alias -> keys.getPrivateKey(alias[0]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (Exception e) {
      // The message may quote the content of the file.
      throw file.problem("must contain an RSA or EC key in PEM, without a passphrase");
    }
  }

  private static boolean match(X509Certificate certificate, PrivateKey key) {
    try {
      byte[] challenge = new byte[32];
      new SecureRandom().nextBytes(challenge);
      String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(challenge);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(challenge);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String describe(X509Certificate certificate) {
    return "certificate of %s, serial number %s, valid until %s"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getSerialNumber().toString(16),
            certificate.getNotAfter().toInstant());
  }
}
