package dev.flightwatch.toolkit.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.Signature;
import java.security.cert.X509Certificate;
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
    X509Certificate own = files.certificate().certificates(certificates).get(0);
    files.certificate().requireValid(own);
    PemKeyCertOptions pems =
        new PemKeyCertOptions().addCertValue(certificates).addKeyValue(files.key().read());
    if (!isKeyOf(own, pems, vertx)) {
      throw files
          .key()
          .problem(
              "must contain an RSA or EC key in PEM without a passphrase; its content is not the key"
                  + " of the first certificate in "
                  + files.certificate().variable());
    }
    return new TlsIdentity(pems, describe(own));
  }

  /** Whether the certificate verifies a signature of the key. */
  private static boolean isKeyOf(X509Certificate certificate, PemKeyCertOptions pems, Vertx vertx) {
    try {
      X509KeyManager keys = (X509KeyManager) pems.getKeyManagerFactory(vertx).getKeyManagers()[0];
      String algorithm = certificate.getPublicKey().getAlgorithm();
      String alias = keys.getServerAliases(algorithm, null)[0];
      Signature signature =
          Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(keys.getPrivateKey(alias));
      signature.update(certificate.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(certificate);
      signature.update(certificate.getEncoded());
      return signature.verify(signed);
    } catch (Exception e) {
      // Not passed on: the message may quote the content of the file.
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
