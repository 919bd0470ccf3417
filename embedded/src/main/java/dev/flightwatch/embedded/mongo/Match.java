package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;

/**
 * A document that matches a filter.
 *
 * @param size in bytes
 */
record Match(long position, Document document, int size) {}
