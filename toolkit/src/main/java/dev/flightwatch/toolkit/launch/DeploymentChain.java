package dev.flightwatch.toolkit.launch;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.trace.Tracing;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys verticles one after another, each as the child of the previous one. Vert.x undeploys
 * children before their parent, but siblings concurrently. With the chain, every stop runs in
 * reverse order: the API layer finishes its requests while the service verticles still respond. A
 * verticle whose stop fails is logged and does not prevent the others from stopping.
 */
public final class DeploymentChain {
  private static final Logger log = LoggerFactory.getLogger(DeploymentChain.class);

  private DeploymentChain() {}

  /**
   * Deploys the chain below the calling verticle. Fails with the first failure; Vert.x then
   * undeploys the verticles that were deployed, and the calling verticle.
   */
  public static Future<Void> deploy(Vertx vertx, JsonObject config, List<Deployment> chain) {
    Future<ContextInternal> last =
        Future.succeededFuture((ContextInternal) vertx.getOrCreateContext());
    for (Deployment next : chain) {
      last = last.compose(parent -> deployBelow(vertx, parent, next, config));
    }
    return last.mapEmpty();
  }

  private static Future<ContextInternal> deployBelow(
      Vertx vertx, ContextInternal parent, Deployment deployment, JsonObject config) {
    AtomicReference<ContextInternal> own = new AtomicReference<>();
    DeploymentOptions options =
        new DeploymentOptions().setConfig(config).setInstances(deployment.instances());
    return parent
        .succeededFuture()
        .compose(
            v ->
                vertx.deployVerticle(
                    () -> new Link(requireNonNull(deployment.verticle().get()), own), options))
        .map(id -> own.get());
  }

  private record Link(Deployable verticle, AtomicReference<ContextInternal> own)
      implements Deployable {
    @Override
    public Future<?> deploy(Context context) throws Exception {
      own.set((ContextInternal) context);
      Tracing.name(context, verticle);
      return requireNonNull(verticle.deploy(context), "start returned null");
    }

    @Override
    public Future<?> undeploy(Context context) {
      try {
        return verticle.undeploy(context).<Void>mapEmpty().recover(this::logFailure);
      } catch (Throwable e) {
        return logFailure(e);
      }
    }

    // Vert.x does not stop the parent of a child whose stop failed.
    private Future<Void> logFailure(Throwable failure) {
      log.error("{} did not stop gracefully", verticle.getClass().getName(), failure);
      return Future.succeededFuture();
    }
  }
}
