package dev.flightwatch.datacollector.opensky;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Parses OpenSky's state vectors, arrays whose values have fixed places. A response with a row of
 * another form is rejected. Aircraft without a position, or outside the area, are left out; a
 * number that no aircraft can have is unknown.
 */
final class StateRows {
  private static final int ICAO24 = 0;
  private static final int CALLSIGN = 1;
  private static final int TIME_OF_POSITION = 3;
  private static final int LAST_CONTACT = 4;
  private static final int LONGITUDE = 5;
  private static final int LATITUDE = 6;
  private static final int BAROMETRIC_ALTITUDE = 7;
  private static final int ON_GROUND = 8;
  private static final int VELOCITY = 9;
  private static final int TRACK = 10;
  private static final int GEOMETRIC_ALTITUDE = 13;

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{6}");
  private static final int CALLSIGN_LENGTH = 8;
  private static final int[] NUMBERS = {
    LONGITUDE, LATITUDE, BAROMETRIC_ALTITUDE, VELOCITY, TRACK, GEOMETRIC_ALTITUDE
  };

  private static final double LOWEST_METRES = -1_000;
  private static final double HIGHEST_METRES = 40_000;
  private static final double FASTEST = 1_500;
  private static final double FULL_CIRCLE = 360;

  private StateRows() {}

  /**
   * Parses all rows of a body.
   *
   * @throws OpenSkyException when the response is malformed
   */
  static AircraftReading parse(Buffer body, Area area) {
    if (!(decode(body) instanceof JsonObject json) || !isSecond(json.getValue("time"))) {
      throw malformed("has no time");
    }
    List<AircraftState> aircraft = new ArrayList<>();
    for (Object row : rows(json)) {
      if (!(row instanceof JsonArray vector) || !isVector(vector)) {
        throw malformed("contains something that is not a state vector");
      }
      state(vector, area).ifPresent(aircraft::add);
    }
    return AircraftReading.read(Instant.ofEpochSecond(json.getInteger("time")), aircraft);
  }

  private static Object decode(Buffer body) {
    try {
      return Json.decodeValue(body);
    } catch (DecodeException invalid) {
      throw malformed("is not JSON");
    }
  }

  /** Null stands for an area without aircraft. */
  private static JsonArray rows(JsonObject json) {
    Object states = json.getValue("states");
    if (states == null) {
      return new JsonArray();
    }
    if (!(states instanceof JsonArray rows)) {
      throw malformed("is not a list of state vectors");
    }
    return rows;
  }

  private static OpenSkyException malformed(String problem) {
    return new OpenSkyException(CallStatus.MALFORMED, "OpenSky's response " + problem);
  }

  private static boolean isVector(JsonArray row) {
    return row.size() > GEOMETRIC_ALTITUDE
        && row.getValue(ICAO24) instanceof String icao24
        && ADDRESS.matcher(icao24).matches()
        && isCallsign(row.getValue(CALLSIGN))
        && (row.getValue(TIME_OF_POSITION) == null || isSecond(row.getValue(TIME_OF_POSITION)))
        && isSecond(row.getValue(LAST_CONTACT))
        && row.getValue(ON_GROUND) instanceof Boolean
        && IntStream.of(NUMBERS)
            .mapToObj(row::getValue)
            .allMatch(value -> value == null || value instanceof Number);
  }

  private static boolean isCallsign(Object value) {
    return value == null || value instanceof String text && text.length() <= CALLSIGN_LENGTH;
  }

  private static boolean isSecond(Object value) {
    return value instanceof Integer second && second >= 0;
  }

  private static Optional<AircraftState> state(JsonArray row, Area area) {
    Double latitude = row.getDouble(LATITUDE);
    Double longitude = row.getDouble(LONGITUDE);
    if (latitude == null || longitude == null || !area.contains(latitude, longitude)) {
      return Optional.empty();
    }
    Integer positionAt = row.getInteger(TIME_OF_POSITION);
    Double altitude = number(row, BAROMETRIC_ALTITUDE, LOWEST_METRES, HIGHEST_METRES);
    return Optional.of(
        new AircraftState(
            row.getString(ICAO24),
            callsign(row.getString(CALLSIGN)),
            latitude,
            longitude,
            altitude != null
                ? altitude
                : number(row, GEOMETRIC_ALTITUDE, LOWEST_METRES, HIGHEST_METRES),
            number(row, VELOCITY, 0, FASTEST),
            number(row, TRACK, 0, FULL_CIRCLE),
            row.getBoolean(ON_GROUND),
            Instant.ofEpochSecond(positionAt != null ? positionAt : row.getInteger(LAST_CONTACT))));
  }

  private static String callsign(String padded) {
    return padded == null || padded.isBlank() ? null : padded.strip();
  }

  private static Double number(JsonArray row, int index, double least, double most) {
    Double value = row.getDouble(index);
    return value != null && least <= value && value <= most ? value : null;
  }
}
