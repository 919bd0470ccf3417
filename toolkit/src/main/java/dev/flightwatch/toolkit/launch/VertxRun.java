package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.cluster.ClusterMember;
import io.vertx.core.Deployable;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.ExitCodes;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's own launcher with other error handling: a failed start prints one line and exits with
 * code 1, and a graceful stop exits with code 0. Takes the class of a verticle and the options of
 * {@code vertx run}. With {@code -cluster}, the process joins the configured cluster.
 */
public final class VertxRun extends VertxApplication implements VertxApplicationHooks {
  private static final Logger log = LoggerFactory.getLogger(VertxRun.class);

  private static final Pattern CLASS = Pattern.compile("(?:\\w+\\.)*([A-Z]\\w*?)(?:Verticle)?");

  private final List<String> args;
  private JsonObject config = new JsonObject();

  /** Null without {@code -cluster}; then nothing of Infinispan, which is optional, is loaded. */
  private ClusterMember member;

  private VertxRun(String[] args) {
    super(args, null, false, false);
    this.args = List.of(args);
  }

  public static void main(String[] args) {
    int code = new VertxRun(args).launch();
    if (code != 0 && code != ExitCodes.USAGE) {
      exit(new IllegalStateException("bin/vertx run requires the class of a verticle."));
    } else if (code != 0) {
      StartFailure.exit();
    }
  }

  /** Returns the name of the verticle: {@code page-counts} for {@code PageCountsVerticle}. */
  static String serviceName(List<String> args) {
    return verticleClass(args)
        .map(CLASS::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-"))
        .orElse("vertx")
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<String> verticleClass(List<String> args) {
    return args.stream().filter(CLASS.asMatchPredicate()).findFirst();
  }

  private boolean has(String... names) {
    return args.stream().anyMatch(arg -> Arrays.asList(names).contains(arg.toLowerCase()));
  }

  private static void exit(Throwable failure) {
    StartFailure.print(failure);
    StartFailure.exit();
  }

  /** The launcher passes null for invalid JSON and would start with the defaults. */
  private JsonObject required(JsonObject json, String option) {
    if (json == null && has("-" + option, "--" + option)) {
      exit(
          new IllegalStateException(
              "-" + option + " must be JSON or the path of a readable JSON file."));
    }
    return json;
  }

  @Override
  public JsonObject afterVertxOptionsParsed(JsonObject options) {
    return required(options, "options");
  }

  @Override
  public JsonObject afterConfigParsed(JsonObject parsed) {
    config = Objects.requireNonNullElse(required(parsed, "conf"), config);
    return parsed;
  }

  @Override
  public VertxBuilder createVertxBuilder(VertxOptions options) {
    try {
      VertxBuilder builder = ObservedVertx.builder(options, config, serviceName(args));
      if (has("-c", "-cluster", "--cluster")) {
        member = ClusterMember.join(config);
        builder.withClusterManager(member);
      }
      return builder;
    } catch (RuntimeException e) {
      exit(e);
      throw e;
    }
  }

  /**
   * Creates the verticle here. Given only its name, the launcher first reads the manifest of every
   * jar, and verifies those of signed jars, for a third of a second.
   */
  @Override
  public Supplier<? extends Deployable> verticleSupplier() {
    return verticleClass(args).flatMap(VertxRun::constructor).orElse(null);
  }

  /** Returns nothing for what the launcher reports as it does without this class. */
  private static Optional<Supplier<Deployable>> constructor(String name) {
    try {
      Constructor<? extends Deployable> constructor =
          Class.forName(name).asSubclass(Deployable.class).getConstructor();
      return Optional.of(() -> create(constructor));
    } catch (ReflectiveOperationException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Deployable create(Constructor<? extends Deployable> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot create " + constructor.getName(), e);
    }
  }

  @Override
  public void beforeStartingVertx(HookContext context) {
    if (member != null) {
      member.confine(context.vertxOptions());
    }
  }

  @Override
  public void afterFailureToStartVertx(HookContext context, Throwable failure) {
    exit(
        new IllegalStateException(
            "Vert.x did not start (%s): with -cluster, set CLUSTER_BUS_PORT to a free port."
                .formatted(failure == null ? "timeout" : failure.getMessage())));
  }

  @Override
  public void afterVerticleDeployed(HookContext context) {
    log.info("{} started", verticleClass(args).orElseGet(context::mainVerticle));
  }

  /** Exits with 0 after a graceful stop; the JVM itself would exit with 143 after SIGTERM. */
  @Override
  public void afterVertxStopped(HookContext context) {
    ClassArchive.write();
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void afterFailureToStopVertx(HookContext context, Throwable failure) {
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
    if (failure instanceof ClassNotFoundException) {
      exit(new IllegalStateException("There is no verticle class " + failure.getMessage()));
    }
    exit(
        failure == null
            ? new IllegalStateException("The verticle did not start in time.")
            : failure);
  }
}
