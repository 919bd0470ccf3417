package dev.flightwatch.toolkit.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorKindTest {
  @ParameterizedTest
  @EnumSource
  void numbersShouldNotChangeBecauseOlderProcessesSendThem(ErrorKind kind) {
    String inOrder =
        "INVALID UNAUTHENTICATED NOT_FOUND GONE CONFLICT OVERLOADED UNAVAILABLE TIMEOUT TOO_LARGE"
            + " UNSUPPORTED_TYPE METHOD_NOT_ALLOWED INTERNAL NOT_ACCEPTABLE FORBIDDEN LIMITED";
    assertThat(kind.number()).isEqualTo(List.of(inOrder.split(" ")).indexOf(kind.name()) + 1);
    assertThat(ErrorKind.ofNumber(kind.number())).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 16, Integer.MAX_VALUE})
  void ofNumberShouldBeInternalWhenTheNumberIsUnknown(int number) {
    assertThat(ErrorKind.ofNumber(number)).isEqualTo(ErrorKind.INTERNAL);
  }
}
