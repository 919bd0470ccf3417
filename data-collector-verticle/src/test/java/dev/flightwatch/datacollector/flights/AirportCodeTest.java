package dev.flightwatch.datacollector.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flightwatch.toolkit.error.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirportCodeTest {

  @ParameterizedTest
  @CsvSource({"LICC,LICC", "licc,LICC", "nk39,NK39", "999,999", "qqq,QQQ"})
  void parseShouldAcceptEitherCase(String text, String code) {
    assertThat(AirportCode.parse(text).value()).isEqualTo(code);
    assertThat(AirportCode.parseAsGiven(text).value()).isEqualTo(code);
  }

  /** Stored codes and those of bus messages stay what they are. */
  @Test
  void onlyParseShouldReplaceAnIataCode() throws JsonProcessingException {
    assertThat(AirportCode.parse("cta").value()).isEqualTo("LICC");
    assertThat(AirportCode.parseAsGiven("cta").value()).isEqualTo("CTA");
    assertThat(new AirportCode("CTA").value()).isEqualTo("CTA");
    assertThat(new ObjectMapper().readValue("\"CTA\"", AirportCode.class).value()).isEqualTo("CTA");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "LI", "LICCC", "LI C", "LIÇC", "ıcc", "ßa", "LIC\n"})
  void parseShouldFailNamingTheFieldWhenTheTextIsNoCode(String text) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> AirportCode.parse(text))
        .satisfies(failure -> assertThat(failure.fields().get(0).field()).isEqualTo("airport"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"licc", "", "LICCA"})
  void constructorShouldRejectOtherTexts(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new AirportCode(text));
  }

  /** Replicas of other versions read the events of this one. */
  @Test
  void jsonShouldBeTheText() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.writeValueAsString(new AirportCode("LICC"))).isEqualTo("\"LICC\"");
    assertThat(mapper.readValue("\"LICC\"", AirportCode.class)).isEqualTo(new AirportCode("LICC"));
  }
}
