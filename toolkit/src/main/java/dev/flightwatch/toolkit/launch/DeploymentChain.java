package dev.flightwatch.toolkit.launch;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Deploys verticles one after another, each as the child of the one before. Vert.x undeploys
 * children before their parent and siblings all at once, so this is what makes every stop, whoever
 * asks for it, run in the reverse order: doors end their requests while the owners behind them
 * still answer.
 */
public final class DeploymentChain {
  private DeploymentChain() {}

  /**
   * Deploys the chain below the verticle that calls this. Fails with the first failure; Vert.x then
   * undeploys what was deployed, together with the verticle.
   */
  public static Future<Void> deploy(Vertx vertx, JsonObject config, List<Deployment> chain) {
    Future<Context> last = Future.succeededFuture(vertx.getOrCreateContext());
    for (Deployment next : chain) {
      last = last.compose(parent -> deployBelow(vertx, parent, next, config));
    }
    return last.mapEmpty();
  }

  private static Future<Context> deployBelow(
      Vertx vertx, Context parent, Deployment deployment, JsonObject config) {
    AtomicReference<Context> own = new AtomicReference<>();
    DeploymentOptions options =
        new DeploymentOptions().setConfig(config).setInstances(deployment.instances());
    Promise<String> deployed = Promise.promise();
    parent.runOnContext(
        v ->
            vertx
                .deployVerticle(() -> noting(own, deployment.verticle().get()), options)
                .onComplete(deployed));
    return deployed.future().map(id -> own.get());
  }

  private static Deployable noting(AtomicReference<Context> own, Deployable verticle) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context context) throws Exception {
        own.set(context);
        return verticle.deploy(context);
      }

      @Override
      public Future<?> undeploy(Context context) throws Exception {
        return verticle.undeploy(context);
      }
    };
  }
}
