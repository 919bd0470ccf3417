package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.MethodConfig;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses a service config. Features that the channel does not support, such as hedging, are
 * problems and are not ignored.
 */
final class ServiceConfigParser {
  /** The limit of gRFC A6; a larger number is reduced to it. */
  private static final int MAX_ATTEMPTS = 5;

  private final Map<String, MethodConfig> nameToMethod = new HashMap<>();

  private ServiceConfigParser() {}

  static ServiceConfig parse(String source, Buffer json) {
    JsonObject object;
    try {
      object = new JsonObject(json);
    } catch (DecodeException | ClassCastException e) {
      throw new ConfigException(List.of(source + ": must be a JSON object"));
    }
    JsonNode root = JsonNode.root(source, object);
    ServiceConfig config = new ServiceConfigParser().config(root);
    if (!root.problems().isEmpty()) {
      throw new ConfigException(root.problems());
    }
    return config;
  }

  private ServiceConfig config(JsonNode root) {
    root.supports("methodConfig", "retryThrottling");
    root.objects("methodConfig").forEach(this::method);
    Optional<RetryThrottling> throttling =
        root.object("retryThrottling").map(ServiceConfigParser::throttling);
    return new ServiceConfig(nameToMethod, throttling);
  }

  private void method(JsonNode node) {
    node.supports("name", "timeout", "retryPolicy");
    Optional<Duration> timeout = node.has("timeout") ? node.duration("timeout") : Optional.empty();
    MethodConfig config =
        new MethodConfig(timeout, node.object("retryPolicy").flatMap(ServiceConfigParser::retry));
    node.objects("name").forEach(name -> name(name, config));
  }

  private void name(JsonNode node, MethodConfig config) {
    node.supports("service", "method");
    String service = node.text("service").orElse("");
    String method = node.text("method").orElse("");
    if (service.isEmpty() && !method.isEmpty()) {
      node.problem("service", "is required with a method");
    } else if (nameToMethod.put(service + "/" + method, config) != null) {
      node.problem("", "is a duplicate");
    }
  }

  private static Optional<RetryPolicy> retry(JsonNode node) {
    node.supports(
        "maxAttempts", "initialBackoff", "maxBackoff", "backoffMultiplier", "retryableStatusCodes");
    double attempts =
        node.number(
            "maxAttempts", n -> n >= 2 && n == Math.rint(n), "a whole number of at least 2");
    Optional<Duration> initial = node.duration("initialBackoff");
    Optional<Duration> max = node.duration("maxBackoff");
    double multiplier = node.number("backoffMultiplier", n -> n > 0, "a number greater than 0");
    Set<GrpcStatus> statuses = EnumSet.noneOf(GrpcStatus.class);
    for (Object code : node.list("retryableStatusCodes")) {
      status(code)
          .ifPresentOrElse(
              statuses::add,
              () -> node.problem("retryableStatusCodes", "has the unknown status " + code));
    }
    return initial.flatMap(
        first ->
            max.map(
                most ->
                    new RetryPolicy(
                        (int) Math.min(attempts, MAX_ATTEMPTS),
                        first,
                        most,
                        multiplier,
                        statuses)));
  }

  /** Returns the status with this name, in either case, or number. OK is not a failure. */
  private static Optional<GrpcStatus> status(Object code) {
    return EnumSet.complementOf(EnumSet.of(GrpcStatus.OK)).stream()
        .filter(
            status ->
                code instanceof String name
                    ? status.name().equalsIgnoreCase(name)
                    : code instanceof Integer number && status.code == number)
        .findFirst();
  }

  private static RetryThrottling throttling(JsonNode node) {
    node.supports("maxTokens", "tokenRatio");
    double tokens =
        node.number(
            "maxTokens",
            n -> n > 0 && n <= 1000 && n == Math.rint(n),
            "a whole number from 1 to 1000");
    double ratio = node.number("tokenRatio", n -> n > 0, "a number greater than 0");
    return new RetryThrottling((int) tokens, ratio);
  }
}
