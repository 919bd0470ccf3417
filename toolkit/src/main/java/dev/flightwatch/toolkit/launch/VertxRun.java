package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.cluster.ClusterMember;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.trace.Tracing;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.ExitCodes;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's own launcher with this project's manners: one line for a failure, exit code 1, and 0
 * after a stop in good order. Takes a verticle's class and the options of {@code vertx run}; with
 * {@code -cluster} the process becomes a member of the cluster that its configuration names.
 */
public final class VertxRun extends VertxApplication implements VertxApplicationHooks {
  private static final Logger log = LoggerFactory.getLogger(VertxRun.class);

  private final List<String> args;
  private JsonObject config = new JsonObject();
  private Optional<ClusterMember> member = Optional.empty();
  private boolean told;

  private VertxRun(String[] args) {
    super(args, null, false, false);
    this.args = List.of(args);
  }

  public static void main(String[] args) {
    VertxRun run = new VertxRun(args);
    int code = run.launch();
    if (code != 0 && code != ExitCodes.USAGE && !run.told) {
      run.tell(
          new IllegalStateException(
              code == ExitCodes.VERTX_DEPLOYMENT
                  ? "bin/vertx run needs the class of a verticle."
                  : "The launcher failed with its code " + code + "."));
    }
    if (code != 0) {
      StartFailure.exit();
    }
  }

  private boolean has(String... names) {
    return args.stream().anyMatch(arg -> Arrays.asList(names).contains(arg.toLowerCase()));
  }

  private <E extends RuntimeException> E tell(E failure) {
    told = true;
    StartFailure.print(failure);
    return failure;
  }

  /** What is no JSON comes as null, after a warning that the defaults would hide. */
  private JsonObject required(JsonObject json, String option) {
    if (json == null && has("-" + option, "--" + option)) {
      throw tell(
          new IllegalStateException(
              "-" + option + " names neither a file of JSON that can be read nor is JSON."));
    }
    return json;
  }

  @Override
  public JsonObject afterVertxOptionsParsed(JsonObject options) {
    return required(options, "options");
  }

  @Override
  public JsonObject afterDeploymentOptionsParsed(JsonObject options) {
    return required(options, "deployment-options");
  }

  @Override
  public JsonObject afterConfigParsed(JsonObject parsed) {
    if (required(parsed, "conf") != null) {
      config = parsed;
    }
    return parsed;
  }

  @Override
  public VertxBuilder createVertxBuilder(VertxOptions options) {
    try {
      VertxBuilder builder = Tracing.install(MeteredVertx.builder(options), config);
      if (has("-c", "-cluster", "--cluster")) {
        member = Optional.of(ClusterMember.join(config));
      }
      member.ifPresent(builder::withClusterManager);
      return builder;
    } catch (RuntimeException e) {
      throw tell(e);
    }
  }

  @Override
  public void beforeStartingVertx(HookContext context) {
    member.ifPresent(joined -> joined.confine(context.vertxOptions()));
  }

  @Override
  public void afterFailureToStartVertx(HookContext context, Throwable failure) {
    tell(
        new IllegalStateException(
            "Vert.x did not start (%s): with -cluster, set CLUSTER_BUS_PORT to a free port."
                .formatted(failure == null ? "it took too long" : failure.getMessage())));
  }

  @Override
  public void afterVerticleDeployed(HookContext context) {
    log.info("{} runs", context.mainVerticle());
  }

  /** Comes when the process was told to end and all has ended; the JVM's own code would be 143. */
  @Override
  public void afterVertxStopped(HookContext context) {
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void afterFailureToStopVertx(HookContext context, Throwable failure) {
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
    told = true;
    StartFailure.print(
        failure == null
            ? new IllegalStateException("It took too long to start.")
            : failure instanceof ClassNotFoundException
                ? new IllegalStateException(
                    "There is no verticle class " + failure.getMessage() + ".")
                : failure);
  }
}
