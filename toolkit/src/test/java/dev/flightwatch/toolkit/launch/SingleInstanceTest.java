package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SingleInstanceTest {
  private static final class Shop extends VerticleBase {
    @Override
    public Future<?> start() {
      SingleInstance.require(context, "Shop", "shop_instances");
      return Future.succeededFuture();
    }
  }

  private static String deploy(Vertx vertx, int instances) throws TimeoutException {
    DeploymentOptions options = new DeploymentOptions().setInstances(instances);
    return vertx.deployVerticle(Shop::new, options).await(10, TimeUnit.SECONDS);
  }

  @Test
  void requireShouldAcceptOneInstance(Vertx vertx) throws TimeoutException {
    assertThat(vertx.deploymentIDs()).isEmpty();
    assertThat(deploy(vertx, 1)).isIn(vertx.deploymentIDs());
  }

  @Test
  void requireShouldFailWhenThereAreSeveral(Vertx vertx) {
    assertThatThrownBy(() -> deploy(vertx, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Shop runs once per process, because its state is shared. Raise shop_instances instead"
                + " of its instances.");

    assertThat(vertx.deploymentIDs()).isEmpty();
  }
}
