package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.MethodConfig;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ServiceConfigTest {
  private static final String POLICY =
      """
      {"maxAttempts": 5, "initialBackoff": "0.5s", "maxBackoff": "2s", "backoffMultiplier": 2,
       "retryableStatusCodes": ["UNAVAILABLE"]}""";

  @Test
  void parseShouldReadEverythingWhenItIsValid() {
    // when
    ServiceConfig config =
        parse(
            """
            {"methodConfig": [{"name": [{"service": "a.B"}], "timeout": "5s", "retryPolicy": %s}],
             "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1}}"""
                .formatted(POLICY));

    // then
    MethodConfig method = config.of("a.B", "C");
    assertThat(method.timeout()).contains(Duration.ofSeconds(5));
    assertThat(method.retry())
        .contains(
            new RetryPolicy(
                5,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                2,
                Set.of(GrpcStatus.UNAVAILABLE)));
    assertThat(config.throttling()).contains(new RetryThrottling(10, 0.1));
  }

  @Test
  void ofShouldPreferTheMethodThenTheServiceThenTheDefault() {
    // given
    ServiceConfig config =
        parse(
            """
            {"methodConfig": [
              {"name": [{}], "timeout": "1s"},
              {"name": [{"service": "a.B"}], "timeout": "2s"},
              {"name": [{"service": "a.B", "method": "C"}], "timeout": "3s"}]}""");

    // then
    assertThat(config.of("a.B", "C").timeout()).contains(Duration.ofSeconds(3));
    assertThat(config.of("a.B", "D").timeout()).contains(Duration.ofSeconds(2));
    assertThat(config.of("a.E", "C").timeout()).contains(Duration.ofSeconds(1));
    assertThat(ServiceConfig.NONE.of("a.B", "C").timeout()).isEqualTo(Optional.empty());
  }

  @Test
  void parseShouldAcceptStatusesByNumberAndLimitAttempts() {
    // when
    RetryPolicy policy =
        retry(POLICY.replace("\"UNAVAILABLE\"", "14, \"aborted\"").replace(": 5,", ": 9,"));

    // then
    assertThat(policy.retryableStatuses())
        .containsExactlyInAnyOrder(GrpcStatus.UNAVAILABLE, GrpcStatus.ABORTED);
    assertThat(policy.maxAttempts()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"maxAttempts\": 5 | \"maxAttempts\": 1 | maxAttempts must be a whole number of at least 2",
        "\"maxAttempts\": 5 | \"maxAttempts\": 2.5 | maxAttempts must be a whole number of at least 2",
        "\"maxAttempts\": 5 | \"maxAttempts\": \"5\" | maxAttempts must be a whole number of at least 2",
        "\"0.5s\" | \"0s\" | initialBackoff must be a duration greater than 0, such as \"0.5s\"",
        "\"0.5s\" | \"500ms\" | initialBackoff must be a duration greater than 0, such as \"0.5s\"",
        "\"0.5s\" | 0.5 | initialBackoff must be a duration greater than 0, such as \"0.5s\"",
        "\"2s\" | \"-2s\" | maxBackoff must be a duration greater than 0, such as \"0.5s\"",
        "Multiplier\": 2 | Multiplier\": 0 | backoffMultiplier must be a number greater than 0",
        "\"UNAVAILABLE\" | \"SLOW\" | retryableStatusCodes has the unknown status SLOW",
        "\"UNAVAILABLE\" | 0 | retryableStatusCodes has the unknown status 0",
        "\"UNAVAILABLE\" | '' | retryableStatusCodes must be a list with at least one element",
        "\"maxAttempts\": 5 | \"maxAttempts\": 5, \"hedge\": 1 | hedge is not supported",
      })
  void parseShouldRefuseAPolicyWhenAValueIsInvalid(String valid, String wrong, String problem) {
    assertThatThrownBy(() -> retry(POLICY.replace(valid, wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("test: methodConfig[0].retryPolicy." + problem);
  }

  @Test
  void parseShouldReportAllProblemsWhenThereAreMany() {
    // when
    ConfigException failure =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                parse(
                    """
                    {"methodConfig": [
                      {"name": [{"service": "a.B"}, {"service": "a.B"}, {"method": "C"}],
                       "timeout": "soon", "hedgingPolicy": {}},
                      7,
                      {"name": [], "retryPolicy": []}],
                     "retryThrottling": {"maxTokens": 0, "tokenRatio": -1}}"""));

    // then
    assertThat(failure.problems())
        .containsExactlyInAnyOrder(
            "test: methodConfig[0].hedgingPolicy is not supported",
            "test: methodConfig[0].timeout must be a duration greater than 0, such as \"0.5s\"",
            "test: methodConfig[0].name[1] is a duplicate",
            "test: methodConfig[0].name[2].service is required with a method",
            "test: methodConfig[1] must be an object",
            "test: methodConfig[2].name must be a list with at least one element",
            "test: methodConfig[2].retryPolicy must be an object",
            "test: retryThrottling.maxTokens must be a whole number from 1 to 1000",
            "test: retryThrottling.tokenRatio must be a number greater than 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "7", "{\"methodConfig\": {}}"})
  void parseShouldFailWithConfigExceptionWhenItIsNoServiceConfig(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(ConfigException.class);
  }

  @Test
  void readShouldReadAFileOrReportThatItCannotBeRead(Vertx vertx, @TempDir Path folder)
      throws Exception {
    // given
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"methodConfig\": [{\"name\": [{}], \"timeout\": \"5s\"}]}");

    // when
    ServiceConfig config = ServiceConfig.read(vertx, file.toString()).await(5, TimeUnit.SECONDS);

    // then
    assertThat(config.of("a.B", "C").timeout()).contains(Duration.ofSeconds(5));
    assertThatThrownBy(
            () -> ServiceConfig.read(vertx, "no-such-file.json").await(5, TimeUnit.SECONDS))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no-such-file.json");
  }

  private static RetryPolicy retry(String policy) {
    return parse("{\"methodConfig\": [{\"name\": [{}], \"retryPolicy\": %s}]}".formatted(policy))
        .of("a.B", "C")
        .retry()
        .orElseThrow();
  }

  private static ServiceConfig parse(String json) {
    return ServiceConfig.parse("test", Buffer.buffer(json));
  }
}
