package dev.flightwatch.toolkit.tls;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files again and again, and hands on what is in them when that has changed. Files
 * that cannot be used are refused with one line, and what was read before stays in use.
 */
public final class TlsWatch {
  private static final Logger log = LoggerFactory.getLogger(TlsWatch.class);
  private static final String REFUSED = " refuses";

  private final Vertx vertx;
  private final String name;
  private final TlsFiles files;
  private final Function<TlsCredentials, Future<?>> use;
  private final LocalMap<String, String> nameToSaid;
  private TlsCredentials current;

  private TlsWatch(
      Vertx vertx, String name, TlsFiles files, Function<TlsCredentials, Future<?>> use) {
    this.vertx = vertx;
    this.name = name;
    this.files = files;
    this.use = use;
    this.nameToSaid = vertx.sharedData().getLocalMap(TlsWatch.class.getName());
  }

  /**
   * Starts to look.
   *
   * @param name who works with the files, in the log; instances of one may share the name
   * @param first what was read already
   */
  public static RepeatingTask start(
      Vertx vertx,
      String name,
      TlsFiles files,
      TlsCredentials first,
      Function<TlsCredentials, Future<?>> use) {
    TlsWatch watch = new TlsWatch(vertx, name, files, use);
    watch.current = first;
    return RepeatingTask.start(
        vertx, "TLS of " + name, files.lookEvery(), files.lookEvery(), watch::look);
  }

  private Future<?> look() {
    return files.read(vertx).compose(this::found, this::refused);
  }

  private Future<Void> found(TlsCredentials read) {
    nameToSaid.remove(name + REFUSED);
    if (read.equals(current)) {
      return Future.succeededFuture();
    }
    return use.apply(read)
        .onSuccess(
            used -> {
              current = read;
              if (isNew(name, read.toString())) {
                log.info("{}: new TLS files are in use, {}", name, read);
              }
            })
        .mapEmpty();
  }

  private Future<Void> refused(Throwable failure) {
    if (isNew(name + REFUSED, String.valueOf(failure.getMessage()))) {
      log.warn(
          "{}: new TLS files are refused, and the old stay: {}",
          name,
          failure.getMessage().replaceAll("\\R", "; "));
    }
    return Future.succeededFuture();
  }

  private boolean isNew(String key, String line) {
    return !line.equals(nameToSaid.put(key, line));
  }
}
