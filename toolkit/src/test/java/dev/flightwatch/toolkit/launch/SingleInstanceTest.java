package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
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

  @Test
  void requireShouldFailWhenThereAreSeveralInstances(Vertx vertx) throws Exception {
    DeploymentOptions several = new DeploymentOptions().setInstances(2);
    assertThatThrownBy(() -> vertx.deployVerticle(Shop::new, several).await(30, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Shop runs once per process, because its state is shared. Raise shop_instances instead"
                + " of its instances.");
    assertThat(vertx.deployVerticle(new Shop()).await(30, TimeUnit.SECONDS)).isNotNull();
  }
}
