package dev.flightwatch.toolkit.log;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The id that ties together what one request does. It lives in the Vert.x context of the request
 * (each HTTP request, gRPC call and bus message has one of its own), is put into every log line,
 * and travels over the bus and gRPC in a header.
 */
public final class Correlation {
  /** The header's name on every transport. */
  public static final String HEADER = "X-Correlation-Id";

  static final ContextLocal<String> ID = ContextLocal.registerLocal(String.class);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** Binds the caller's id to the current context when it is well formed, else a new one. */
  public static String adopt(String offered) {
    String id = offered != null && FORM.matcher(offered).matches() ? offered : fresh();
    if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
      context.putLocal(ID, AccessMode.CONCURRENT, id);
    }
    return id;
  }

  /** Not to be met again, but no secret: a secure random number would cost more than a look-up. */
  private static String fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** The id of the current context, or null outside a request. */
  public static String current() {
    Context context = Vertx.currentContext();
    return context instanceof ContextInternal internal
        ? internal.getLocal(ID, AccessMode.CONCURRENT)
        : null;
  }

  /**
   * Runs the work of something that no request started, such as a timer, under an id of its own: at
   * once on a thread of Vert.x, soon after on one of its own when called from another.
   */
  public static void begin(Vertx vertx, Runnable work) {
    ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    context.emit(
        v -> {
          adopt(null);
          work.run();
        });
  }
}
