package dev.flightwatch.toolkit.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorKindTest {
  @Test
  void numbersShouldNotChangeBecauseOlderProcessesSendThem() {
    Map<String, Integer> nameToNumber =
        Stream.of(ErrorKind.values()).collect(Collectors.toMap(ErrorKind::name, ErrorKind::number));

    assertThat(nameToNumber)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("INVALID", 1),
                Map.entry("UNAUTHENTICATED", 2),
                Map.entry("NOT_FOUND", 3),
                Map.entry("GONE", 4),
                Map.entry("CONFLICT", 5),
                Map.entry("OVERLOADED", 6),
                Map.entry("UNAVAILABLE", 7),
                Map.entry("TIMEOUT", 8),
                Map.entry("TOO_LARGE", 9),
                Map.entry("UNSUPPORTED_TYPE", 10),
                Map.entry("METHOD_NOT_ALLOWED", 11),
                Map.entry("INTERNAL", 12)));
  }

  @ParameterizedTest
  @EnumSource
  void ofNumberShouldReturnTheKindOfEachNumber(ErrorKind kind) {
    assertThat(ErrorKind.ofNumber(kind.number())).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 13, Integer.MAX_VALUE})
  void ofNumberShouldBeInternalWhenTheNumberIsUnknown(int number) {
    assertThat(ErrorKind.ofNumber(number)).isEqualTo(ErrorKind.INTERNAL);
  }
}
