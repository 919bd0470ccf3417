package dev.flightwatch.toolkit.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceExceptionTest {
  @Test
  void fromShouldReturnAServiceExceptionUnchanged() {
    ServiceException known = ServiceException.of(ErrorKind.GONE, "gone", "It was here once.");

    assertThat(ServiceException.from(known)).isSameAs(known);
    assertThat(known.getStackTrace()).isEmpty();
  }

  @Test
  void fromShouldHideOtherFailuresAndKeepThemAsTheCause() {
    IllegalStateException cause = new IllegalStateException("table secrets is locked");

    ServiceException target = ServiceException.from(cause);

    assertThat(target.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(target.code()).isEqualTo("internal_error");
    assertThat(target).hasMessage("Something went wrong on our side.").hasCause(cause);
    assertThat(target.fields()).isEmpty();
  }

  @Test
  void invalidShouldNameTheFields() {

    ServiceException target = ServiceException.invalid("colour", "must be red");

    assertThat(target.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(target.code()).isEqualTo("invalid_request");
    assertThat(target.fields()).containsExactly(new FieldError("colour", "must be red"));
  }

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED, PT1S",
    "LIMITED, PT1S",
    "UNAVAILABLE, PT5S",
    "TIMEOUT, PT5S",
    "CONFLICT,",
    "INTERNAL,"
  })
  void retryAfterShouldBeSetWhenARetryMayHelp(ErrorKind kind, Duration expected) {
    assertThat(ServiceException.of(kind, "code", "Detail.").retryAfter()).isEqualTo(expected);
  }
}
