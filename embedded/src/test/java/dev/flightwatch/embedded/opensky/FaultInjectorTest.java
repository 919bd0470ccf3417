package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultInjectorTest {

  private static final String BEGIN = "2026-03-09T00:00:00Z";
  private static final String END = "2026-03-09T23:59:59Z";

  private final RunningEmulator target = new RunningEmulator();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void callShouldReturnTheStatusAsOftenAsRequested() {
    // given
    addFault("{\"fault\":\"status\",\"status\":503,\"times\":2}");

    // then
    assertThat(departures().statusCode()).isEqualTo(503);
    assertThat(departures().statusCode()).isEqualTo(503);
    assertThat(departures().statusCode()).isEqualTo(200);
  }

  @Test
  void callShouldReturnEachStatusUntilFaultsAreCleared() {
    for (int status : List.of(500, 502, 503, 504, 403, 401, 404)) {
      addFault("{\"fault\":\"status\",\"status\":" + status + "}");
      assertThat(departures().statusCode()).isEqualTo(status);
      assertThat(departures().statusCode()).isEqualTo(status);
      target.control(HttpMethod.DELETE, "/faults", "");
      assertThat(departures().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void callShouldReturnTheRetryHeaderWhenFaultIs429() {
    // given
    addFault("{\"fault\":\"status\",\"status\":429,\"retry_after_seconds\":16841,\"times\":1}");
    addFault("{\"fault\":\"status\",\"status\":429,\"times\":1}");

    // when
    HttpResponse<Buffer> withSeconds = departures();
    HttpResponse<Buffer> without = departures();

    // then
    assertThat(withSeconds.statusCode()).isEqualTo(429);
    assertThat(withSeconds.bodyAsString()).isEqualTo("Too many requests");
    assertThat(withSeconds.getHeader("X-Rate-Limit-Retry-After-Seconds")).isEqualTo("16841");
    assertThat(without.statusCode()).isEqualTo(429);
    assertThat(without.getHeader("X-Rate-Limit-Retry-After-Seconds")).isNull();
  }

  @Test
  void faultsShouldApplyInTheOrderInWhichTheyWereAdded() {
    // given
    target.emulator.faults().add(Fault.status(502).times(1));
    target.emulator.faults().add(Fault.tooManyRequests(5).times(1));
    target.emulator.faults().add(Fault.of(FaultKind.HTML).times(1));

    // then
    assertThat(departures().statusCode()).isEqualTo(502);
    assertThat(departures().statusCode()).isEqualTo(429);
    assertThat(departures().getHeader("Content-Type")).isEqualTo("text/html");
    assertThat(departures().statusCode()).isEqualTo(200);
  }

  @Test
  void callShouldReturnTheCorrectResponseLateWhenFaultIsSlow() {
    // given
    addFault("{\"fault\":\"slow\",\"delay_millis\":300,\"times\":1}");

    // when
    long start = System.nanoTime();
    HttpResponse<Buffer> response = departures();

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    assertThat(response.bodyAsString()).isEqualTo(departures().bodyAsString());
  }

  @Test
  @Timeout(20)
  void slowCallShouldBeCountedBeforeItsResponseAndNotDelayOthers() {
    // given
    addFault("{\"fault\":\"slow\",\"delay_millis\":60000,\"airport\":\"EDDF\"}");

    // when
    Future<HttpResponse<Buffer>> slow =
        target.startGet(RunningEmulator.departuresPath("EDDF", BEGIN, END));
    while (target.emulator.calls().about("EDDF") == 0) {
      target.state();
    }
    int other = target.departures("LICC", BEGIN, END).statusCode();

    // then
    assertThat(other).isEqualTo(200);
    assertThat(slow.isComplete()).isFalse();
  }

  @Test
  void connectionShouldBeClosedWhenFaultIsDropOrDropAfterHeaders() {
    for (String fault : List.of("drop", "drop-after-headers")) {
      addFault("{\"fault\":\"" + fault + "\",\"times\":1}");
      assertThatThrownBy(this::departures).isInstanceOf(HttpClosedException.class);
      assertThat(departures().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void bodyShouldBeHalfAnArrayWhenFaultIsTruncatedJson() {
    // given
    addFault("{\"fault\":\"truncated-json\",\"times\":1}");

    // when
    HttpResponse<Buffer> response = departures();

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsString()).startsWith("[{\"icao24\":");
    assertThatThrownBy(response::bodyAsJsonArray).isInstanceOf(DecodeException.class);
  }

  @Test
  void bodyShouldBeTruncatedWhenThereAreNoFlights() {
    // given
    addFault("{\"fault\":\"truncated-json\"}");

    // when
    HttpResponse<Buffer> response = target.departures("FHAW", BEGIN, END);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThatThrownBy(response::bodyAsJsonArray).isInstanceOf(DecodeException.class);
  }

  @Test
  void bodyShouldContainNoFlightsWhenFaultIsHtmlOrGarbage() {
    addFault("{\"fault\":\"html\",\"times\":1}");
    assertThat(departures().bodyAsString()).startsWith("<html>");
    addFault("{\"fault\":\"garbage\",\"times\":1}");
    assertThat(departures().bodyAsString()).startsWith("[1,\"flight\",null,[],{\"icao24\":5");
  }

  @Test
  void faultShouldAffectOnlyItsAirport() {
    // given
    addFault("{\"fault\":\"status\",\"status\":500,\"airport\":\"LICC\"}");

    // then
    assertThat(target.departures("LICC", BEGIN, END).statusCode()).isEqualTo(500);
    assertThat(target.departures("EDDF", BEGIN, END).statusCode()).isEqualTo(200);
    assertThat(target.get("/states/all").statusCode()).isEqualTo(200);
  }

  @Test
  void faultShouldAffectTheTokenServerOnlyWhenItIsTheTarget() {
    // given
    addFault("{\"fault\":\"status\",\"status\":500,\"on\":\"token\",\"times\":1}");
    addFault("{\"fault\":\"status\",\"status\":401,\"on\":\"token\",\"times\":1}");
    addFault("{\"fault\":\"garbage\",\"on\":\"token\",\"times\":1}");

    // then
    assertThat(departures().statusCode()).isEqualTo(200);
    assertThat(requestToken().statusCode()).isEqualTo(500);
    assertThat(requestToken().bodyAsJsonObject().getString("error")).isEqualTo("invalid_client");
    assertThat(requestToken().bodyAsJsonObject().getValue("access_token")).isEqualTo(5);
    assertThat(target.token()).isNotEmpty();
  }

  @Test
  void tokensShouldBeRejectedWhenTheyHaveExpired() {
    // given
    String token = target.token();

    // when
    addFault("{\"fault\":\"expire-tokens\"}");

    // then
    assertThat(target.departures(token, "EDDF", BEGIN, END).statusCode()).isEqualTo(401);
    assertThat(target.departures(target.token(), "EDDF", BEGIN, END).statusCode()).isEqualTo(200);
  }

  @Test
  void callShouldCostNothingWhenAFaultReplacesTheResponse() {
    // given
    String token = target.token();
    target.emulator.faults().add(Fault.status(503));

    // when
    target.departures(token, "EDDF", BEGIN, END);

    // then
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  private void addFault(String fault) {
    assertThat(target.control(HttpMethod.POST, "/faults", fault).statusCode()).isEqualTo(200);
  }

  private HttpResponse<Buffer> departures() {
    return target.departures("EDDF", BEGIN, END);
  }

  private HttpResponse<Buffer> requestToken() {
    return target.requestToken("emulated-client", "emulated-secret");
  }
}
