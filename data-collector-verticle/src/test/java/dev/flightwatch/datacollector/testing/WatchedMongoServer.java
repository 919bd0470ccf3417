package dev.flightwatch.datacollector.testing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.function.BiConsumer;

/** A MongoDB-compatible server that shows each command to a test before it runs it. */
public final class WatchedMongoServer implements AutoCloseable {
  private final MongoServer server;
  private final String url;

  /**
   * @param watcher takes the name and the document of a command; the server responds with the error
   *     that it throws
   */
  public WatchedMongoServer(BiConsumer<String, Document> watcher) {
    server = new MongoServer(new Backend(watcher));
    url = server.bindAndGetConnectionString() + "/";
  }

  public String url() {
    return url;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Backend extends MemoryBackend {
    private final BiConsumer<String, Document> watcher;

    private Backend(BiConsumer<String, Document> watcher) {
      this.watcher = watcher;
    }

    @Override
    public Document handleCommand(
        Channel channel, String database, String command, Document query) {
      watcher.accept(command, query);
      return super.handleCommand(channel, database, command, query);
    }
  }
}
