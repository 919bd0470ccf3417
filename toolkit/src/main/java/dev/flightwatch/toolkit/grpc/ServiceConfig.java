package dev.flightwatch.toolkit.grpc;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deadlines and retries of calls, in gRPC's service config format (gRFC A2, with retries by A6).
 * Features that the channel does not support, such as hedging, are refused and not ignored.
 *
 * @param methodConfig settings of methods, at least one
 * @param retryThrottling when too many failures stop retries
 */
public record ServiceConfig(
    List<MethodConfig> methodConfig, Optional<RetryThrottling> retryThrottling) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
          .build();

  public ServiceConfig {
    require(!methodConfig.isEmpty(), "methodConfig must not be empty");
    List<Name> names = methodConfig.stream().flatMap(config -> config.name().stream()).toList();
    require(names.size() == Set.copyOf(names).size(), "a name is a duplicate");
  }

  /**
   * Settings of methods.
   *
   * @param name the methods
   * @param timeout duration of a call, with all its attempts and the waits between them
   * @param retryPolicy empty for no retries
   */
  public record MethodConfig(
      List<Name> name, Optional<Duration> timeout, Optional<RetryPolicy> retryPolicy) {
    public MethodConfig {
      require(!name.isEmpty(), "name must not be empty");
      require(timeout.isEmpty() || timeout.get().toNanos() > 0, "timeout must be greater than 0");
    }
  }

  /**
   * A method; all methods of a service, with an empty method; or all others, with an empty service
   * too.
   */
  public record Name(String service, String method) {
    public Name {
      service = Objects.requireNonNullElse(service, "");
      method = Objects.requireNonNullElse(method, "");
      require(!service.isEmpty() || method.isEmpty(), "service is required with a method");
    }
  }

  /**
   * Retries of a call (gRFC A6).
   *
   * @param maxAttempts number of attempts, including the first; at most 5, as in gRFC A6
   */
  public record RetryPolicy(
      int maxAttempts,
      Duration initialBackoff,
      Duration maxBackoff,
      double backoffMultiplier,
      Set<GrpcStatus> retryableStatusCodes) {
    private static final int MAX_ATTEMPTS = 5;

    public RetryPolicy {
      require(maxAttempts >= 2, "maxAttempts must be at least 2");
      require(initialBackoff.toNanos() > 0, "initialBackoff must be greater than 0");
      require(maxBackoff.toNanos() > 0, "maxBackoff must be greater than 0");
      require(backoffMultiplier > 0, "backoffMultiplier must be greater than 0");
      require(!retryableStatusCodes.isEmpty(), "retryableStatusCodes must not be empty");
      require(!retryableStatusCodes.contains(GrpcStatus.OK), "retryableStatusCodes has OK");
      maxAttempts = Math.min(maxAttempts, MAX_ATTEMPTS);
    }
  }

  /**
   * A token bucket: a failure takes a token, a success returns {@code tokenRatio} of one. Nothing
   * is retried while half of {@code maxTokens} or less are left.
   */
  public record RetryThrottling(int maxTokens, double tokenRatio) {
    public RetryThrottling {
      require(maxTokens > 0 && maxTokens <= 1000, "maxTokens must be from 1 to 1000");
      require(tokenRatio > 0, "tokenRatio must be greater than 0");
    }
  }

  private static void require(boolean valid, String problem) {
    if (!valid) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** Reads protobuf's JSON form of a duration, such as {@code "0.5s"}. */
  private static final class DurationReader extends FromStringDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    protected Duration _deserialize(String text, DeserializationContext context) {
      require(text.matches("\\d{1,9}(\\.\\d{1,9})?s"), "must be a duration, such as \"0.5s\"");
      return Duration.parse("PT" + text);
    }
  }

  /**
   * Reads a file, or a resource of the class path when there is no such file. Fails with {@link
   * ConfigException} when it cannot be read or is invalid, with the first problem and its path.
   */
  public static Future<ServiceConfig> read(Vertx vertx, String path) {
    return vertx
        .fileSystem()
        .readFile(path)
        .recover(failure -> Future.failedFuture(problem(path + " cannot be read")))
        .map(json -> parse(path, json));
  }

  /**
   * Parses the text of a service config.
   *
   * @param source name of the file, for the problem
   * @throws ConfigException with the first problem and its path
   */
  public static ServiceConfig parse(String source, Buffer json) {
    try {
      return MAPPER.readValue(json.getBytes(), ServiceConfig.class);
    } catch (IOException e) {
      throw problem(source + ": " + e.getMessage().replaceAll("\\s*\\R\\s*", " "));
    }
  }

  private static ConfigException problem(String problem) {
    return new ConfigException(List.of(problem));
  }

  /** Returns the settings of a method: its own, or its service's, or the default ones. */
  Optional<MethodConfig> of(String service, String method) {
    return Stream.of(new Name(service, method), new Name(service, ""), new Name("", ""))
        .flatMap(name -> methodConfig.stream().filter(config -> config.name().contains(name)))
        .findFirst();
  }
}
