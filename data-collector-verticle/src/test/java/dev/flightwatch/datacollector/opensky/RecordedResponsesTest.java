package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Recorded responses of OpenSky, if there are any. */
@EnabledIfSystemProperty(named = "flightwatch.recordings", matches = ".+")
class RecordedResponsesTest {

  @Test
  void parseShouldKeepAllDataOfRecordedResponses() throws IOException {
    Path folder = Path.of(System.getProperty("flightwatch.recordings"));
    try (DirectoryStream<Path> responses =
        Files.newDirectoryStream(folder, "{departures,http_200_departures}_*.{json,txt}")) {
      for (Path response : responses) {
        check(response);
      }
    }
  }

  private static void check(Path response) throws IOException {
    // given
    String text = Files.readString(response);
    JsonArray recorded = new JsonArray(text.substring(text.indexOf('[')));

    // when
    List<JsonObject> flights = FlightRows.parse(Buffer.buffer(recorded.encode()));

    // then
    assertThat(flights).isNotEmpty();
    assertThat(new JsonArray(flights).encode())
        .isEqualTo(recorded.encode().replaceAll(" +\"", "\""));
  }
}
