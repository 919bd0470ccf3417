package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {
  @ParameterizedTest
  @CsvSource({
    // latitude, longitude, south, west, north, east
    "37.47, 15.06, 34.98, 12.57, 39.96, 17.55",
    "0, 0, -2.49, -2.49, 2.49, 2.49",
    "-54.84, -68.3, -57.33, -70.79, -52.35, -65.81",
    "89, 100, 86.51, 97.51, 90, 102.49",
    "-90, 0, -90, -2.49, -87.51, 2.49",
    "-17.76, 177.44, -20.25, 174.95, -15.27, 179.93",
    "-16.69, 179.88, -19.18, 177.39, -14.20, 180",
    "51.88, -176.65, 49.39, -179.14, 54.37, -174.16",
    "52, -179.5, 49.51, -180, 54.49, -177.01"
  })
  void aroundShouldEndAtThePolesAndAtTheAntimeridian(
      double latitude, double longitude, double south, double west, double north, double east) {
    // when
    Area area = Area.around(latitude, longitude);

    // then
    assertThat(area.south()).isCloseTo(south, within(1e-9));
    assertThat(area.west()).isCloseTo(west, within(1e-9));
    assertThat(area.north()).isCloseTo(north, within(1e-9));
    assertThat(area.east()).isCloseTo(east, within(1e-9));
    assertThat((area.north() - area.south()) * (area.east() - area.west()))
        .as("square degrees for one credit")
        .isLessThanOrEqualTo(25);
    assertThat(area.contains(latitude, longitude)).isTrue();
  }
}
