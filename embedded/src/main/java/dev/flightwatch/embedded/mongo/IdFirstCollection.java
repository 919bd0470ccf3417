package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * Takes a filter that names one id and more ({@code {_id: "x", run_at: {$lt: 1}}}) by its id. The
 * collection it extends takes it by its id only when the filter names nothing else, and scans
 * otherwise.
 */
final class IdFirstCollection extends H2Collection {
  record Maps(MVMap<Object, Document> documents, MVMap<String, Object> meta) {}

  private final String idField;

  IdFirstCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      Maps maps,
      CursorRegistry cursors) {
    super(database, name, options, maps.documents(), maps.meta(), cursors);
    this.idField = options.getIdField();
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    // A text is its own key in the map of documents; a number, say, may be written in many ways.
    if (idField != null && query.get(idField) instanceof String id) {
      List<Object> positions = getDocument(id) == null ? List.of() : List.of(id);
      return matchDocuments(query, positions, orderBy, skip, limit, batchSize, fields);
    }
    return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
  }
}
