package dev.flightwatch.datacollector.flights;

import dev.flightwatch.toolkit.error.ServiceException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An airport's code as OpenSky uses it: 3 to 4 of A-Z and 0-9 ({@code LICC}, but also {@code
 * NK39}).
 *
 * @param value upper case
 */
public record AirportCode(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{3,4}");

  /** Looked at before the case is changed: letters such as a dotless i become others by it. */
  private static final Pattern ANY_CASE = Pattern.compile("[A-Za-z0-9]{3,4}");

  public AirportCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an airport code");
    }
  }

  /** Reads a caller's text, in either case; fails with INVALID naming {@code airport}. */
  public static AirportCode parse(String text) {
    if (text == null || !ANY_CASE.matcher(text).matches()) {
      throw ServiceException.invalid("airport", "must be 3 to 4 letters A-Z or digits");
    }
    return new AirportCode(text.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
