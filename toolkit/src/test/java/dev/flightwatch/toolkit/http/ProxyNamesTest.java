package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProxyNamesTest {
  private static final InetAddress FIRST = address("192.0.2.1");
  private static final InetAddress SECOND = address("192.0.2.2");

  private final ProxyNames target = new ProxyNames(Set.of("proxy"));

  private static InetAddress address(String text) {
    return NetUtil.createInetAddressFromIpAddressString(text);
  }

  private void find(InetAddress... addresses) {
    target.resolve(name -> Future.succeededFuture(Set.of(addresses)));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      target.resolve(name -> Future.failedFuture("no answer"));
    }
  }

  private List<Boolean> trusted() {
    return List.of(target.contains(FIRST), target.contains(SECOND));
  }

  @Test
  void addressesShouldBeThoseOfTheLastAnswer() {
    assertThat(trusted()).containsExactly(false, false);
    find(FIRST, SECOND);
    assertThat(trusted()).containsExactly(true, true);
    find(SECOND);
    assertThat(trusted()).containsExactly(false, true);
    find();
    assertThat(trusted()).containsExactly(false, false);
  }

  @Test
  void addressesShouldBeKeptUntilTooManyFailuresInARow() {
    find(FIRST);

    fail(ProxyNames.MAX_FAILURES - 1);
    assertThat(trusted()).containsExactly(true, false);
    find(FIRST);
    fail(ProxyNames.MAX_FAILURES - 1);
    assertThat(trusted()).containsExactly(true, false);

    fail(1);
    assertThat(trusted()).containsExactly(false, false);
    find(SECOND);
    assertThat(trusted()).containsExactly(false, true);
  }

  @Test
  void nameShouldNotBeAskedForAgainWhileThereIsNoAnswer() {
    Promise<Set<InetAddress>> late = Promise.promise();
    AtomicInteger asked = new AtomicInteger();

    for (int i = 0; i < 3; i++) {
      target.resolve(
          name -> {
            asked.incrementAndGet();
            return late.future();
          });
    }

    assertThat(asked).hasValue(1);
    late.complete(Set.of(FIRST));
    assertThat(trusted()).containsExactly(true, false);
  }
}
