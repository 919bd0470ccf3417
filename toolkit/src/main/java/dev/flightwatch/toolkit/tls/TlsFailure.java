package dev.flightwatch.toolkit.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Descriptions of TLS failures. */
public final class TlsFailure {
  private TlsFailure() {}

  /**
   * Describes a failure for the log; empty when TLS is not its cause, as for a closed connection.
   */
  public static Optional<String> in(Throwable failure) {
    return causes(failure)
        .filter(SSLException.class::isInstance)
        .findFirst()
        .flatMap(tls -> causes(tls).reduce((outer, inner) -> inner))
        .map(
            root ->
                // The message of the exception contains the received bytes.
                root instanceof NotSslRecordException
                    ? "the peer uses plain text"
                    : String.valueOf(root.getMessage()));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
