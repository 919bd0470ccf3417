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
 * The correlation id of a request. It is stored in the Vert.x context of the request (each HTTP
 * request, gRPC call and bus message has its own), appears in every log line, and is sent over the
 * bus and gRPC in a header.
 */
public final class Correlation {
  /** The name of the header on every transport. */
  public static final String HEADER = "X-Correlation-Id";

  static final ContextLocal<String> ID = ContextLocal.registerLocal(String.class);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** Stores the given id, or a new one when it is null or malformed, in the current context. */
  public static String adopt(String received) {
    String id = received != null && FORM.matcher(received).matches() ? received : newId();
    if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
      context.putLocal(ID, AccessMode.CONCURRENT, id);
    }
    return id;
  }

  /** Not a secret: a secure random number costs more than a cache lookup. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Returns the id of the current context, or null outside a request. */
  public static String current() {
    Context context = Vertx.currentContext();
    return context instanceof ContextInternal internal
        ? internal.getLocal(ID, AccessMode.CONCURRENT)
        : null;
  }

  /**
   * Runs work that no request started, such as that of a timer, with a new id. On a Vert.x thread
   * the work runs at once, otherwise later on a Vert.x thread.
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
