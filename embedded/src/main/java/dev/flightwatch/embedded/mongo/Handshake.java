package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * What the server reports about itself when a client connects. Sessions are not announced, so
 * drivers use neither transactions nor retryable writes, which the server does not implement.
 */
final class Handshake {
  static final String COMMAND = "hello";

  /**
   * The name of {@link #COMMAND} before MongoDB 5.0; clients still use it for the first message.
   */
  static final String LEGACY_COMMAND = "ismaster";

  /**
   * MongoDB 6.0. The library's newest constant is 5.0, with the wire version of 4.2, which current
   * clients refuse.
   */
  static final MongoVersion VERSION =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(6, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 17;
        }
      };

  private Handshake() {}

  /** Returns the response to {@link #COMMAND}, made from that to {@link #LEGACY_COMMAND}. */
  static Document hello(Document legacyResponse) {
    Document response = new Document("helloOk", true);
    legacyResponse.forEach(
        (field, value) ->
            response.put(LEGACY_COMMAND.equals(field) ? "isWritablePrimary" : field, value));
    return response;
  }
}
