package dev.flightwatch.toolkit.tls;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks TLS files for changes at an interval, and applies the new content. Invalid files are
 * logged once, and the previous content stays in use.
 */
public final class TlsWatch {
  private static final Logger log = LoggerFactory.getLogger(TlsWatch.class);
  private static final String REJECTED = " rejected";

  private final Vertx vertx;
  private final String name;
  private final TlsFiles files;
  private final Function<TlsCredentials, Future<?>> apply;
  private final LocalMap<String, String> keyToLastMessage;
  private TlsCredentials current;

  private TlsWatch(
      Vertx vertx, String name, TlsFiles files, Function<TlsCredentials, Future<?>> apply) {
    this.vertx = vertx;
    this.name = name;
    this.files = files;
    this.apply = apply;
    this.keyToLastMessage = vertx.sharedData().getLocalMap(TlsWatch.class.getName());
  }

  /**
   * Starts the checks.
   *
   * @param name the user of the files in the log; several instances may share it and log once
   * @param first the content that is in use
   * @param apply puts new content into use; called again at the next check when it fails
   */
  public static RepeatingTask start(
      Vertx vertx,
      String name,
      TlsFiles files,
      TlsCredentials first,
      Function<TlsCredentials, Future<?>> apply) {
    TlsWatch watch = new TlsWatch(vertx, name, files, apply);
    watch.current = first;
    return RepeatingTask.start(
        vertx,
        "Check of the TLS files of " + name,
        files.checkInterval(),
        files.checkInterval(),
        watch::check);
  }

  private Future<?> check() {
    return files.read(vertx).compose(this::applyIfChanged, this::logRejection);
  }

  private Future<Void> applyIfChanged(TlsCredentials read) {
    keyToLastMessage.remove(name + REJECTED);
    if (read.equals(current)) {
      return Future.succeededFuture();
    }
    return apply
        .apply(read)
        .onSuccess(
            applied -> {
              current = read;
              if (isNew(name, read.toString())) {
                log.info("{}: new TLS files are in use ({})", name, read);
              }
            })
        .mapEmpty();
  }

  private Future<Void> logRejection(Throwable failure) {
    if (isNew(name + REJECTED, String.valueOf(failure.getMessage()))) {
      log.warn(
          "{}: the changed TLS files are invalid; the previous ones stay in use: {}",
          name,
          failure.getMessage());
    }
    return Future.succeededFuture();
  }

  private boolean isNew(String key, String message) {
    return !message.equals(keyToLastMessage.put(key, message));
  }
}
