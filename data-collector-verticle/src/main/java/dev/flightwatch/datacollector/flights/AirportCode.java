package dev.flightwatch.datacollector.flights;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.toolkit.error.ServiceException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An airport's code as OpenSky uses it: 3 or 4 characters of A-Z and 0-9, for example {@code LICC}
 * or {@code NK39}. On the bus it is its text.
 *
 * @param value upper case
 */
public record AirportCode(String value) implements Comparable<AirportCode> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{3,4}");

  /** Checked before the case changes, which turns other letters, such as a dotless i, into A-Z. */
  private static final Pattern ANY_CASE = Pattern.compile("[A-Za-z0-9]{3,4}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AirportCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an airport code");
    }
  }

  /**
   * Parses the text of a request, in upper or lower case. An IATA code becomes the ICAO code of its
   * airport; a code that is in no table is taken as it is.
   *
   * @throws ServiceException INVALID, naming {@code airport}
   */
  public static AirportCode parse(String text) {
    AirportCode given = parseAsGiven(text);
    return AirportReference.get().icaoOf(given.value).map(AirportCode::new).orElse(given);
  }

  /** Parses a text as {@link #parse} does, but does not replace an IATA code. */
  public static AirportCode parseAsGiven(String text) {
    if (text == null || !ANY_CASE.matcher(text).matches()) {
      throw ServiceException.invalid("airport", "must be 3 to 4 letters A-Z or digits");
    }
    return new AirportCode(text.toUpperCase(Locale.ROOT));
  }

  /** Returns the airport's time zone; UTC when the airport is in no table. */
  public ZoneId zone() {
    return AirportReference.get().find(value).map(Airport::timezone).orElse(ZoneOffset.UTC);
  }

  /** Returns whether the airport is in the reference table, so that its position is known. */
  @JsonIgnore
  public boolean isListed() {
    return AirportReference.get().find(value).isPresent();
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public int compareTo(AirportCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
