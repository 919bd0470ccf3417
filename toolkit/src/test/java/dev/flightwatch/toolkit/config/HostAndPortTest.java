package dev.flightwatch.toolkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostAndPortTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:50051, localhost, 50051",
    "a_b-c.example.org:1, a_b-c.example.org, 1",
    "10.0.0.1:65535, 10.0.0.1, 65535",
    "[::1]:50051, [::1], 50051",
    "[::ffff:10.0.0.1]:1, [::ffff:10.0.0.1], 1",
    "[fe80::1%eth0]:080, [fe80::1%eth0], 80"
  })
  void parseShouldReadAHostAndAPort(String text, String host, int port) {
    HostAndPort target = HostAndPort.parse(text);

    assertThat(target).isEqualTo(new HostAndPort(host, port)).hasToString(host + ":" + port);
  }

  static Stream<String> invalid() {
    String words =
        """
        : :1 localhost localhost: localhost:0 localhost:65536 localhost:100000 localhost:-1
        localhost:+1 localhost:1x localhost:１ a:1:2 http://a:1 a/b:1 me:key@a:1
        ::1 ::1:50051 fe80::1 [::1] [::1]: [::1]1 []:1 [::1:1 ::1]:1 [localhost]:1 [[::1]]:1
        """;
    return Stream.concat(
        words.lines().flatMap(line -> Stream.of(line.split(" "))),
        Stream.of("", "a b:1", "a:1 ", "a:1\n"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void parseShouldRejectOtherTexts(String text) {
    assertThatThrownBy(() -> HostAndPort.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be host:port, with a port from 1 to 65535 and an IPv6 address in brackets");
  }
}
