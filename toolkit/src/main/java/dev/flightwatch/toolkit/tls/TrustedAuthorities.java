package dev.flightwatch.toolkit.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.util.Date;

/** The certificates of the trusted CAs. */
record TrustedAuthorities(PemTrustOptions pems) {
  /** Reads the file; blocks. Rejects an expired CA, which Java would trust. */
  static TrustedAuthorities read(PemFile file) {
    Buffer certificates = file.read();
    Date now = new Date();
    file.certificates(certificates).stream()
        .filter(authority -> now.after(authority.getNotAfter()))
        .findFirst()
        .ifPresent(
            expired -> {
              throw file.problem(
                  "contains a certificate that expired at " + expired.getNotAfter().toInstant());
            });
    return new TrustedAuthorities(new PemTrustOptions().addCertValue(certificates));
  }
}
