package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DisclosureTest {
  @RegisterExtension private final RunningEmulator running = new RunningEmulator();

  @Test
  void eachResponseShouldSayThatItIsAnEmulators() throws TimeoutException {
    // given
    Reply token = running.requestToken();
    running.authorized();

    // when
    List<Reply> replies =
        List.of(
            token,
            running.departures("LICC"),
            running.departures("FHAW"),
            running.arrivals("LICC", "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"),
            running.get("/states/all?lamin=36&lomin=14&lamax=38&lomax=16"),
            running.get("/flights/departure"),
            running.authorization("Bearer wrong").departures("LICC"));
    running.addFault("{'kind':'status','status':503}");

    // then
    assertThat(replies).extracting(Reply::status).contains(200, 404, 400, 401);
    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.header("X-OpenSky-Emulator")).isEqualTo("true"));
    assertThat(running.departures("LICC").header("X-OpenSky-Emulator")).isEqualTo("true");
  }
}
