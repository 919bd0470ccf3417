package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ServiceConfigTest {
  private static final String JSON =
      """
      {"methodConfig": [
        {"name": [{"service": "a.B"}, {"service": "a.D", "method": ""}], "timeout": "5s",
         "retryPolicy": {"maxAttempts": 9, "initialBackoff": "0.5s", "maxBackoff": "2s",
           "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE", "aborted", 13]}},
        {"name": [{"service": "a.B", "method": "C"}], "timeout": "3s"},
        {"name": [{}], "timeout": "0.000000001s"}],
       "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1}}""";

  @Test
  void parseShouldReadEverythingAndLimitAttempts() {
    // when
    ServiceConfig config = parse(JSON);

    // then
    assertThat(config.of("a.B", "X").orElseThrow().retryPolicy())
        .contains(
            new RetryPolicy(
                5,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                2,
                Set.of(GrpcStatus.UNAVAILABLE, GrpcStatus.ABORTED, GrpcStatus.INTERNAL)));
    assertThat(config.retryThrottling()).contains(new RetryThrottling(10, 0.1));
  }

  @ParameterizedTest
  @CsvSource({"a.B, C, 3000000000", "a.B, X, 5000000000", "a.D, C, 5000000000", "a.E, C, 1"})
  void ofShouldPreferTheMethodThenTheServiceThenTheDefault(
      String service, String method, long nanos) {
    assertThat(parse(JSON).of(service, method).orElseThrow().timeout())
        .contains(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"maxAttempts\": 9 | \"maxAttempts\": 1 | maxAttempts must be at least 2",
        "\"maxAttempts\": 9 | \"maxAttempts\": 2.5 | maxAttempts",
        "\"0.5s\" | \"0s\" | initialBackoff must be greater than 0",
        "\"0.5s\" | \"500ms\" | initialBackoff",
        "\"2s\" | \"0.0s\" | maxBackoff must be greater than 0",
        "Multiplier\": 2 | Multiplier\": 0 | backoffMultiplier must be greater than 0",
        "\"UNAVAILABLE\" | \"SLOW\" | retryableStatusCodes",
        "\"UNAVAILABLE\" | 0 | retryableStatusCodes has OK",
        "\"UNAVAILABLE\", \"aborted\", 13 | '' | retryableStatusCodes must not be empty",
        "\"maxAttempts\": 9 | \"maxAttempts\": 9, \"hedge\": 1 | hedge",
        "\"3s\" | \"0s\" | timeout must be greater than 0",
        "[{}] | [{\"service\": \"a.B\"}] | a name is a duplicate",
        "[{}] | [{\"method\": \"C\"}] | service is required with a method",
        "[{}] | [] | name must not be empty",
        ": 10 | : 0 | maxTokens must be from 1 to 1000",
        ": 0.1 | : -1 | tokenRatio must be greater than 0",
      })
  void parseShouldNameTheProblemWhenAValueIsInvalid(String valid, String wrong, String problem) {
    assertThat(JSON).contains(valid);
    assertThatThrownBy(() -> parse(JSON.replace(valid, wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test: ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "7", "{}", "{\"methodConfig\": []}"})
  void parseShouldFailWithConfigExceptionWhenItIsNoServiceConfig(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(ConfigException.class);
  }

  @Test
  void readShouldReadAFileOrReportThatItCannotBeRead(Vertx vertx, @TempDir Path folder)
      throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("config.json"), JSON);

    // then
    assertThat(await(ServiceConfig.read(vertx, file.toString()))).isEqualTo(parse(JSON));
    assertThatThrownBy(() -> await(ServiceConfig.read(vertx, "no-such-file.json")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no-such-file.json");
  }

  private static ServiceConfig parse(String json) {
    return ServiceConfig.parse("test", Buffer.buffer(json));
  }
}
