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
 * Deadlines and retries of calls, in gRPC's service config format (gRFC A2, with retries by A6).
 *
 * @param nameToMethod settings by {@code service/method}, {@code service/}, or {@code /} for all
 *     others
 * @param throttling when too many failures stop retries
 */
public record ServiceConfig(
    Map<String, MethodConfig> nameToMethod, Optional<RetryThrottling> throttling) {
  /** Neither timeouts nor retries. */
  public static final ServiceConfig NONE = new ServiceConfig(Map.of(), Optional.empty());

  static final MethodConfig NO_METHOD_CONFIG = new MethodConfig(Optional.empty(), Optional.empty());

  public ServiceConfig {
    nameToMethod = Map.copyOf(nameToMethod);
  }

  /**
   * Settings of methods.
   *
   * @param timeout duration of a call, with all its attempts and the waits between them
   * @param retry empty for no retries
   */
  public record MethodConfig(Optional<Duration> timeout, Optional<RetryPolicy> retry) {}

  /**
   * Retries of a call (gRFC A6).
   *
   * @param maxAttempts number of attempts, including the first
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
   * A token bucket: a failure takes a token, a success returns {@code tokenRatio} of one. Nothing
   * is retried while half of {@code maxTokens} or less are left.
   */
  public record RetryThrottling(int maxTokens, double tokenRatio) {}

  /**
   * Reads a file, or a resource of the class path when there is no such file. Fails with {@link
   * ConfigException} when it cannot be read or is invalid, with every problem by its JSON path.
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
   * @param source name of the file, for the problems
   * @throws ConfigException with every problem by its JSON path
   */
  public static ServiceConfig parse(String source, Buffer json) {
    return ServiceConfigParser.parse(source, json);
  }

  /** Returns the settings of a method: its own, or its service's, or the default ones. */
  MethodConfig of(String service, String method) {
    return Optional.ofNullable(nameToMethod.get(service + "/" + method))
        .or(() -> Optional.ofNullable(nameToMethod.get(service + "/")))
        .or(() -> Optional.ofNullable(nameToMethod.get("/")))
        .orElse(NO_METHOD_CONFIG);
  }
}
