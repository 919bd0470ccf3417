package dev.flightwatch.toolkit.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.util.Date;

/** The certificates of those who may vouch for a peer. */
record TrustedAuthorities(PemTrustOptions pems) {
  /** Blocks, as the file is read. Java trusts an authority that has expired, so that is seen to. */
  static TrustedAuthorities read(PemFile file) {
    Buffer certificates = file.read();
    Date now = new Date();
    file.certificates(certificates).stream()
        .filter(authority -> now.after(authority.getNotAfter()))
        .findFirst()
        .ifPresent(
            expired -> {
              throw file.problem(
                  "holds a certificate that expired at " + expired.getNotAfter().toInstant());
            });
    return new TrustedAuthorities(new PemTrustOptions().addCertValue(certificates));
  }
}
