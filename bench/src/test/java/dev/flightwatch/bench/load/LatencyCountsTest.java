package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {
  private static final long SECONDS_2 = TimeUnit.SECONDS.toNanos(2);

  private static LatencyCounts responses(int expected, int status, long... millis) {
    LatencyCounts counts = new LatencyCounts(expected);
    for (long each : millis) {
      counts.add(status, TimeUnit.MILLISECONDS.toNanos(each));
    }
    return counts;
  }

  @Test
  void sumShouldCombineLoopsThatRanConcurrently() {
    // When
    LoadResult result =
        LatencyCounts.sum(
            List.of(responses(200, 200, 5, 1, 3), responses(200, 200, 4, 2)), SECONDS_2);

    // Then
    assertThat(result.responses()).isEqualTo(5);
    assertThat(result.perSecond()).isEqualTo(2.5);
    assertThat(result.millisOf(0.5)).isEqualTo(3);
    assertThat(result.millisOf(0.99)).isEqualTo(5);
  }

  @Test
  void percentileShouldBeTheLatencyOfThatShareOfResponses() {
    // Given a hundred responses, one of which was slow
    long[] millis = new long[100];
    Arrays.setAll(millis, i -> i == 17 ? 1_000 : 1);

    // When
    LoadResult result = LatencyCounts.sum(List.of(responses(200, 200, millis)), SECONDS_2);

    // Then
    assertThat(result.millisOf(0.99)).isEqualTo(1);
    assertThat(result.millisOf(1)).isEqualTo(1_000);
  }

  @Test
  void resultShouldFailWhenAResponseHadAnUnexpectedStatus() {
    // Given
    LatencyCounts counts = responses(201, 201, 1);
    counts.add(503, 1);

    // When
    LoadResult result = LatencyCounts.sum(List.of(counts), SECONDS_2);

    // Then
    assertThat(result.responses()).isEqualTo(1);
    assertThatThrownBy(() -> result.orFail("registrations"))
        .hasMessageContaining("registrations", "{503=1}");
  }

  @Test
  void resultShouldFailWhenThereWasNoResponse() {
    LoadResult result = LatencyCounts.sum(List.of(new LatencyCounts(200)), SECONDS_2);
    assertThatThrownBy(() -> result.orFail("reads")).hasMessageContaining("reads");
  }
}
