package dev.flightwatch.toolkit.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What went wrong between two that were to speak TLS. */
public final class TlsFailure {
  private TlsFailure() {}

  /** A few words for the log; empty for what is no matter of TLS, such as a peer that went away. */
  public static Optional<String> in(Throwable failure) {
    return causes(failure)
        .filter(SSLException.class::isInstance)
        .findFirst()
        .flatMap(trouble -> causes(trouble).reduce((outer, inner) -> inner))
        .map(
            root ->
                // Its own message shows the bytes that came.
                root instanceof NotSslRecordException
                    ? "it speaks plain"
                    : String.valueOf(root.getMessage()));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
