package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class DeploymentChainTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Set<Context> contexts = ConcurrentHashMap.newKeySet();

  /** Records its start and its stop, each of which takes a few milliseconds. */
  private class Recording extends VerticleBase {
    private final String name;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public Future<?> start() {
      contexts.add(context);
      events.add("+" + name);
      return vertx.timer(5).onSuccess(v -> events.add(name + config().getString("mark", "")));
    }

    @Override
    public Future<?> stop() {
      events.add("-" + name);
      return vertx.timer(5).onSuccess(v -> events.add("." + name));
    }
  }

  private static final class Failing extends VerticleBase {
    @Override
    public Future<?> start() {
      return Future.failedFuture(new IllegalStateException("fails on purpose"));
    }
  }

  private static Deployable root(Deployment... chain) {
    JsonObject config = JsonObject.of("mark", "!");
    return context -> DeploymentChain.deploy(context.owner(), config, List.of(chain));
  }

  private Deployment recording(String name) {
    return Deployment.service(() -> new Recording(name));
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chainShouldStartInOrderAndStopInReverseOrder(boolean closes) throws Exception {
    Vertx vertx = Vertx.vertx();
    String id = await(vertx.deployVerticle(root(recording("a"), recording("b"), recording("c"))));
    assertThat(events).containsExactly("+a", "a!", "+b", "b!", "+c", "c!");
    events.clear();
    await(closes ? vertx.close() : vertx.undeploy(id));
    assertThat(events).containsExactly("-c", ".c", "-b", ".b", "-a", ".a");
    await(vertx.close());
  }

  @Test
  void undeployShouldStopTheOthersWhenAStopFails(Vertx vertx) throws Exception {
    VerticleBase failing =
        new VerticleBase() {
          @Override
          public Future<?> stop() {
            return Future.failedFuture("fails on purpose");
          }
        };
    VerticleBase throwing =
        new VerticleBase() {
          @Override
          public Future<?> stop() {
            throw new IllegalStateException("throws on purpose");
          }
        };
    Deployable root =
        root(
            recording("a"),
            Deployment.service(() -> failing),
            Deployment.service(() -> throwing),
            recording("b"));
    String id = await(vertx.deployVerticle(root));
    events.clear();

    await(vertx.undeploy(id));

    assertThat(events).containsExactly("-b", ".b", "-a", ".a");
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  static List<Supplier<VerticleBase>> defects() {
    return List.of(
        () -> {
          throw new IllegalStateException("constructor fails");
        },
        () -> {
          throw new ExceptionInInitializerError("constructor fails");
        },
        () -> null,
        Failing::new,
        () ->
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return null;
              }
            });
  }

  @ParameterizedTest
  @MethodSource("defects")
  void deployShouldFailWhenAVerticleIsDefective(Supplier<VerticleBase> defect, Vertx vertx) {
    Deployable root = root(recording("a"), Deployment.service(defect), recording("c"));

    assertThatThrownBy(() -> await(vertx.deployVerticle(root)))
        .isNotInstanceOf(TimeoutException.class);

    assertThat(events).containsExactly("+a", "a!", "-a", ".a");
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void apiShouldRunInSeveralInstancesBetweenItsNeighbours(Vertx vertx) throws Exception {
    Deployment api = new Deployment(() -> new Recording("b"), 3);
    Deployable root = root(recording("a"), api, recording("c"));

    String id = await(vertx.deployVerticle(root));
    assertThat(events.subList(0, 2)).containsExactly("+a", "a!");
    assertThat(events.subList(2, 8)).containsOnly("+b", "b!");
    assertThat(events.subList(8, 10)).containsExactly("+c", "c!");
    assertThat(contexts).hasSize(5);
    events.clear();
    await(vertx.undeploy(id));

    assertThat(events.subList(0, 2)).containsExactly("-c", ".c");
    assertThat(events.subList(2, 8)).containsOnly("-b", ".b");
    assertThat(events.subList(8, 10)).containsExactly("-a", ".a");
  }
}
