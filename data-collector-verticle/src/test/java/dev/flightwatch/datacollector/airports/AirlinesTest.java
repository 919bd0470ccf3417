package dev.flightwatch.datacollector.airports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirlinesTest {
  @ParameterizedTest
  @CsvSource({
    "RYR1234,RYR,Ryanair",
    "ITY8RM,ITY,ITA Airways",
    "DLH4,DLH,Lufthansa",
    "QQX12,QQX,QQX",
    "'RYR1234 ',RYR,Ryanair"
  })
  void codeShouldBeThePrefixOfTheCallsign(String callsign, String code, String name) {
    assertThat(Airlines.codeOf(callsign)).contains(code);
    assertThat(Airlines.nameOf(code)).isEqualTo(name);
    assertThat(Airlines.find(code)).isEqualTo(Optional.of(name).filter(n -> !n.equals(code)));
  }

  @ParameterizedTest
  @CsvSource({"''", "RYR", "DEABC", "N123AB", "HBABC", "ryr1234", "RY1234", "RYRA12", "ÀBC1"})
  void codeShouldBeEmptyForARegistration(String callsign) {
    assertThat(Airlines.codeOf(callsign)).isEmpty();
  }

  @Test
  void everyAirlineShouldHaveACodeANameAndACountry() {
    List<String> lines = AirportReference.lines("airlines.tsv");

    assertThat(lines).hasSizeGreaterThan(300).isSorted().doesNotHaveDuplicates();
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).matches("[A-Z]{3}\t\\S[^\t]*\\S\t[A-Z]{2}"));
    assertThat(lines.stream().map(line -> line.substring(0, 3))).doesNotHaveDuplicates();
  }
}
