package dev.flightwatch.toolkit.grpc;

import io.vertx.grpc.server.GrpcServerRequest;
import java.util.OptionalLong;

/** The time that a caller gives its call, in {@code grpc-timeout}. */
final class CallerTimeout {
  private CallerTimeout() {}

  /** Empty where the caller gives none, or nothing that gRPC knows. */
  static OptionalLong millis(GrpcServerRequest<?, ?> request) {
    if (request.timeout() > 0) {
      return OptionalLong.of(request.timeout());
    }
    // Vert.x rounds what is under a millisecond down to none.
    String header = request.headers().get("grpc-timeout");
    return header != null && header.matches("[0-9]{1,8}[mun]")
        ? OptionalLong.of(1)
        : OptionalLong.empty();
  }
}
