package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;

/** The documents of a collection by their positions, decoded as far as a query needs them. */
record StoredDocuments(MVMap<Long, byte[]> bson, DecodedFields fields) {
  /** Returns a document; null if it was deleted. */
  Document get(Long position) {
    byte[] stored = bson.get(position);
    return stored == null ? null : fields.decode(stored);
  }

  Match match(Long position, byte[] stored) {
    return new Match(position, fields.decode(stored), stored.length);
  }
}
