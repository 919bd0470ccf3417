package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultInjectorTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @BeforeEach
  void getToken() throws TimeoutException {
    target.authorized();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "'status','status':503                               | 503 | -     | <html>",
        "'status','status':401                               | 401 | -     | ``",
        "'status','status':404                               | 404 | -     | ``",
        "'status','status':429                               | 429 | -     | Too many requests",
        "'status','status':429,'retry_after_seconds':16841   | 429 | 16841 | Too many requests",
        "'html'                                              | 200 | -     | <html>",
        "'truncated-json'                                    | 200 | -     | [{\"icao24\":",
        "'garbage'                                           | 200 | -     | [1,\"flight\",null,[]"
      })
  void callShouldReturnTheFaultAsOftenAsRequested(
      String fault, int status, String retryAfter, String body) throws TimeoutException {
    // given
    String correct = target.departures("EDDF").body().toString();
    int credits = target.emulator.credits().remaining();
    target.addFault("{'times':2,'fault':" + fault + "}");

    for (int call = 1; call <= 2; call++) {
      // when
      Reply reply = target.departures("EDDF");

      // then
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.body().toString()).startsWith(body).isNotEqualTo(correct);
      assertThat(reply.header("X-Rate-Limit-Retry-After-Seconds")).isEqualTo(retryAfter);
      assertThat(target.emulator.credits().remaining()).isEqualTo(credits);
    }
    assertThat(target.departures("EDDF").body()).hasToString(correct);
  }

  @Test
  void faultsShouldApplyInTheirOrderUntilTheyAreCleared() throws TimeoutException {
    // given
    target.emulator.faults().add(Fault.status(502).times(1));
    target.emulator.faults().add(Fault.tooManyRequests(5).times(1));
    target.emulator.faults().add(Fault.status(503));

    // then
    assertThat(target.departures("EDDF").status()).isEqualTo(502);
    assertThat(target.departures("EDDF").status()).isEqualTo(429);
    assertThat(target.departures("EDDF").status()).isEqualTo(503);
    assertThat(target.departures("EDDF").status()).isEqualTo(503);
    target.control(HttpMethod.DELETE, "/faults", "");
    assertThat(target.departures("EDDF").status()).isEqualTo(200);
  }

  @Test
  void callShouldReturnTheCorrectResponseLateWhenFaultIsSlow() throws TimeoutException {
    // given
    target.addFault("{'fault':'slow','delay_millis':300,'times':1}");

    // when
    long start = System.nanoTime();
    Reply reply = target.departures("EDDF");

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    assertThat(reply.body()).isEqualTo(target.departures("EDDF").body());
  }

  @Test
  @Timeout(60)
  void slowCallShouldBeCountedBeforeItsResponseAndNotDelayOthers() throws TimeoutException {
    // given
    target.addFault("{'fault':'slow','delay_millis':60000,'airport':'EDDF'}");

    // when
    Future<Reply> slow = ForkJoinPool.commonPool().submit(() -> target.departures("EDDF"));
    while (target.emulator.calls().about("EDDF") == 0) {
      Thread.onSpinWait();
    }

    // then
    assertThat(target.departures("LICC").status()).isEqualTo(200);
    assertThat(slow.isDone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "drop-after-headers"})
  void connectionShouldBeClosedWhenFaultIsADrop(String fault) throws TimeoutException {
    // given
    target.addFault("{'fault':'" + fault + "','times':1}");

    // then
    assertThatThrownBy(() -> target.departures("EDDF")).isInstanceOf(HttpClosedException.class);
    assertThat(target.departures("EDDF").status()).isEqualTo(200);
  }

  @Test
  void faultShouldAffectOnlyItsAirport() throws TimeoutException {
    // given
    target.addFault("{'fault':'status','status':500,'airport':'LICC'}");

    // then
    assertThat(target.departures("LICC").status()).isEqualTo(500);
    assertThat(target.departures("EDDF").status()).isEqualTo(200);
    assertThat(target.get("/states/all").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                                500, 500, 500",
    "',''path'':''/api/flights/arrival''',                  200, 500, 200",
    "',''path'':''/api/flights/departure''',                500, 200, 200",
    "',''path'':''/api/flights/arrival'',''airport'':''LICC''', 200, 200, 200"
  })
  void faultShouldAffectOnlyItsPath(String where, int departures, int arrivals, int states)
      throws TimeoutException {
    // given
    target.addFault("{'fault':'status','status':500" + where + "}");

    // then
    String begin = "2026-03-09T00:00:00Z";
    assertThat(target.departures("EDDF").status()).isEqualTo(departures);
    assertThat(target.arrivals("EDDF", begin, RunningEmulator.NOON).status()).isEqualTo(arrivals);
    assertThat(target.get("/states/all").status()).isEqualTo(states);
    assertThat(target.emulator.calls().recent())
        .filteredOn(call -> call.path().equals("/api/flights/arrival"))
        .extracting(RecordedCall::fault)
        .containsExactly(arrivals == 500 ? FaultKind.STATUS : null);
  }

  @Test
  void faultShouldAffectTheTokenServerOnlyWhenItIsTheTarget() throws TimeoutException {
    // given
    target.addFault("{'fault':'status','status':500,'on':'token','times':1}");
    target.addFault("{'fault':'status','status':401,'on':'token','times':1}");
    target.addFault("{'fault':'garbage','on':'token','times':1}");

    // then
    assertThat(target.departures("EDDF").status()).isEqualTo(200);
    assertThat(target.requestToken().status()).isEqualTo(500);
    assertThat(target.requestToken().json().getString("error")).isEqualTo("invalid_client");
    assertThat(target.requestToken().json().getValue("access_token")).isEqualTo(5);
    assertThat(target.requestToken().status()).isEqualTo(200);
  }

  @Test
  void tokensShouldBeRejectedWhenTheyHaveExpired() throws TimeoutException {
    // when
    target.addFault("{'fault':'expire-tokens'}");

    // then
    assertThat(target.departures("EDDF").status()).isEqualTo(401);
    assertThat(target.authorized().departures("EDDF").status()).isEqualTo(200);
  }
}
