package dev.flightwatch.datacollector.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirportCodeTest {

  @ParameterizedTest
  @CsvSource({"LICC,LICC", "licc,LICC", "nk39,NK39", "cta,CTA", "999,999"})
  void parseShouldAcceptEitherCase(String text, String code) {
    assertThat(AirportCode.parse(text).value()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LI", "LICCC", "LI C", "LIÇC", "ıcc", "ßa", "LIC\n"})
  void parseShouldFailNamingTheFieldWhenTheTextIsNoCode(String text) {
    // when
    ServiceException failure =
        catchThrowableOfType(ServiceException.class, () -> AirportCode.parse(text));

    // then
    assertThat(failure).isNotNull();
    assertThat(failure.fields()).extracting(FieldError::field).containsExactly("airport");
  }

  @Test
  void parseShouldFailWhenTheTextIsMissing() {
    assertThat(catchThrowableOfType(ServiceException.class, () -> AirportCode.parse(null)))
        .isNotNull();
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
