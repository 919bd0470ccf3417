package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flightwatch.standalone.PromQl.Matching;
import dev.flightwatch.standalone.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void ofShouldFindSelectorsFunctionsAndGroupingLabels() {
    // when
    PromQl query =
        PromQl.of(
            """
            histogram_quantile(0.99, sum by (job, le) (rate(a_bucket{route=~"/x/{id}|/y", b!="c\\"d"}[5m])))
            > 2 * max(b) + 1e-3 * e and on (job) min_over_time((c / d)[10m:30s]) offset 1h == bool 1""");

    // then
    assertThat(query.selectors())
        .containsExactly(
            new Selector(
                "a_bucket",
                List.of(
                    new Matching("route", "=~", "/x/{id}|/y"), new Matching("b", "!=", "c\\\"d")),
                "rate"),
            new Selector("b", List.of(), "max"),
            new Selector("e", List.of(), ""),
            new Selector("c", List.of(), "min_over_time"),
            new Selector("d", List.of(), "min_over_time"));
    assertThat(query.grouping()).containsExactlyInAnyOrder("job", "le");
  }

  @Test
  void ofShouldRefuseASelectorWithoutAName() {
    assertThatIllegalArgumentException().isThrownBy(() -> PromQl.of("rate({job=\"x\"}[5m])"));
  }
}
