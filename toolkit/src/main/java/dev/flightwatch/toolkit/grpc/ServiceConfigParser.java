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
 * Reads a service config strictly: what this channel does not do, such as hedging, is refused and
 * not passed over in silence.
 */
final class ServiceConfigParser {
  /** The most attempts that gRFC A6 lets a client make; more are taken for this many. */
  private static final int MOST_ATTEMPTS = 5;

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
    root.knows("methodConfig", "retryThrottling");
    root.objects("methodConfig").forEach(this::method);
    Optional<RetryThrottling> throttling =
        root.object("retryThrottling").map(ServiceConfigParser::throttling);
    return new ServiceConfig(nameToMethod, throttling);
  }

  private void method(JsonNode node) {
    node.knows("name", "timeout", "retryPolicy");
    Optional<Duration> timeout = node.has("timeout") ? node.duration("timeout") : Optional.empty();
    MethodConfig config =
        new MethodConfig(timeout, node.object("retryPolicy").flatMap(ServiceConfigParser::retry));
    node.objects("name").forEach(name -> name(name, config));
  }

  private void name(JsonNode node, MethodConfig config) {
    node.knows("service", "method");
    String service = node.text("service").orElse("");
    String method = node.text("method").orElse("");
    if (service.isEmpty() && !method.isEmpty()) {
      node.problem("service", "must be given where a method is");
    } else if (nameToMethod.put(service + "/" + method, config) != null) {
      node.problem("", "is named twice");
    }
  }

  private static Optional<RetryPolicy> retry(JsonNode node) {
    node.knows(
        "maxAttempts", "initialBackoff", "maxBackoff", "backoffMultiplier", "retryableStatusCodes");
    double attempts =
        node.number("maxAttempts", n -> n >= 2 && n == Math.rint(n), "a whole number from 2 on");
    Optional<Duration> initial = node.duration("initialBackoff");
    Optional<Duration> max = node.duration("maxBackoff");
    double multiplier = node.number("backoffMultiplier", n -> n > 0, "a number greater than 0");
    Set<GrpcStatus> statuses = EnumSet.noneOf(GrpcStatus.class);
    for (Object code : node.list("retryableStatusCodes")) {
      status(code)
          .ifPresentOrElse(
              statuses::add, () -> node.problem("retryableStatusCodes", "knows no status " + code));
    }
    return initial.flatMap(
        first ->
            max.map(
                most ->
                    new RetryPolicy(
                        (int) Math.min(attempts, MOST_ATTEMPTS),
                        first,
                        most,
                        multiplier,
                        statuses)));
  }

  /** A status by name in either case, or by number. OK is no failure, so no answer here. */
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
    node.knows("maxTokens", "tokenRatio");
    double tokens =
        node.number(
            "maxTokens",
            n -> n > 0 && n <= 1000 && n == Math.rint(n),
            "a whole number from 1 to 1000");
    double ratio = node.number("tokenRatio", n -> n > 0, "a number greater than 0");
    return new RetryThrottling((int) tokens, ratio);
  }
}
