package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How calls to a peer behave, in gRPC's own service config format (gRFC A2, retries as in A6).
 *
 * @param nameToMethod the settings by {@code service/method}, {@code service/}, or {@code /} for
 *     all others
 * @param throttling when to stop retrying a peer that fails too much
 */
public record ServiceConfig(
    Map<String, MethodConfig> nameToMethod, Optional<RetryThrottling> throttling) {
  /** No timeout of its own, and no retry. */
  public static final ServiceConfig NONE = new ServiceConfig(Map.of(), Optional.empty());

  static final MethodConfig NO_METHOD_CONFIG = new MethodConfig(Optional.empty(), Optional.empty());

  public ServiceConfig {
    nameToMethod = Map.copyOf(nameToMethod);
  }

  /**
   * The settings of some methods.
   *
   * @param timeout the time that a call may take in all, attempts and waits together
   * @param retry when and how often to try again; empty: never
   */
  public record MethodConfig(Optional<Duration> timeout, Optional<RetryPolicy> retry) {}

  /**
   * When to try again (gRFC A6).
   *
   * @param maxAttempts attempts in all, the first included
   */
  public record RetryPolicy(
      int maxAttempts,
      Duration initialBackoff,
      Duration maxBackoff,
      double backoffMultiplier,
      Set<GrpcStatus> retryableStatuses) {
    public RetryPolicy {
      retryableStatuses = Set.copyOf(retryableStatuses);
    }
  }

  /**
   * A failure costs a token, a success gives {@code tokenRatio} back; at half of {@code maxTokens}
   * or less nothing is retried.
   */
  public record RetryThrottling(int maxTokens, double tokenRatio) {}

  /**
   * Reads a file, or a resource of the class path where there is no such file. Fails with {@link
   * ConfigException} when it cannot be read or is not valid, with every problem by its JSON path.
   */
  public static Future<ServiceConfig> read(Vertx vertx, String path) {
    return vertx
        .fileSystem()
        .readFile(path)
        .recover(
            failure ->
                Future.failedFuture(
                    new ConfigException(List.of(path + " cannot be read: give a readable file"))))
        .map(json -> parse(path, json));
  }

  /**
   * Parses the text of a service config.
   *
   * @param source what the problems are said to be in
   * @throws ConfigException with every problem by its JSON path
   */
  public static ServiceConfig parse(String source, Buffer json) {
    return ServiceConfigParser.parse(source, json);
  }

  /** The settings of a method: its own, else its service's, else those of all others. */
  MethodConfig of(String service, String method) {
    return Optional.ofNullable(nameToMethod.get(service + "/" + method))
        .or(() -> Optional.ofNullable(nameToMethod.get(service + "/")))
        .or(() -> Optional.ofNullable(nameToMethod.get("/")))
        .orElse(NO_METHOD_CONFIG);
  }
}
