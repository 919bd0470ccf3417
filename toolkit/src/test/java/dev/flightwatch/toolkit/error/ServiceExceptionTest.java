package dev.flightwatch.toolkit.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceExceptionTest {
  @Test
  void fromShouldReturnAServiceExceptionUnchanged() {
    ServiceException known = ServiceException.of(ErrorKind.GONE, "gone", "It was here once.");

    assertThat(ServiceException.from(known)).isSameAs(known);
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
    List<FieldError> fields = new ArrayList<>(List.of(new FieldError("colour", "must be red")));

    ServiceException target = ServiceException.invalid(fields);
    fields.clear();

    assertThat(target.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(target.code()).isEqualTo("invalid_request");
    assertThat(target.fields()).containsExactly(new FieldError("colour", "must be red"));
    assertThat(ServiceException.invalid("colour", "must be red").fields())
        .isEqualTo(target.fields());
  }

  @ParameterizedTest
  @EnumSource
  void retryAfterShouldBeSetWhenARetryMayHelp(ErrorKind kind) {
    Duration expected =
        switch (kind) {
          case OVERLOADED -> Duration.ofSeconds(1);
          case UNAVAILABLE, TIMEOUT -> Duration.ofSeconds(5);
          default -> null;
        };

    assertThat(ServiceException.of(kind, "code", "Detail.").retryAfter()).isEqualTo(expected);
  }

  @Test
  void exceptionShouldHaveNoStackTrace() {
    assertThat(ServiceException.of(ErrorKind.CONFLICT, "code", "Detail.").getStackTrace())
        .isEmpty();
  }

  @Test
  void ofShouldRequireADetail() {
    assertThatThrownBy(() -> ServiceException.of(ErrorKind.CONFLICT, "code", null))
        .isInstanceOf(NullPointerException.class);
  }
}
