package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Set;
import java.util.function.Function;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Documents as the bytes that are stored. */
final class BsonBytes {
  private static final int USUAL_SIZE = 1024;

  private BsonBytes() {}

  /**
   * @throws MongoServerError if the document is larger than MongoDB allows
   */
  static byte[] encode(Document document) {
    ByteBuf buffer = Unpooled.buffer(USUAL_SIZE);
    BsonEncoder.encodeDocument(document, buffer);
    int size = buffer.readableBytes();
    if (size > BsonConstants.MAX_BSON_OBJECT_SIZE) {
      throw new MongoServerError(
          10334,
          "BSONObjectTooLarge",
          "BSONObj size: %d is invalid. Size must be between 0 and %d"
              .formatted(size, BsonConstants.MAX_BSON_OBJECT_SIZE));
    }
    return ByteBufUtil.getBytes(buffer);
  }

  /**
   * @throws MVStoreException if these are not the bytes of a document
   */
  static Document decode(byte[] bson) {
    return decode(bson, BsonDecoder::decodeBson);
  }

  /**
   * Decodes some of the fields.
   *
   * @throws MVStoreException if these are not the bytes of a document
   */
  static Document decode(byte[] bson, Set<String> fields) {
    return decode(bson, buffer -> decodeFields(buffer, fields));
  }

  private static Document decode(byte[] bson, Function<ByteBuf, Document> decoder) {
    try {
      return decoder.apply(Unpooled.wrappedBuffer(bson));
    } catch (RuntimeException e) {
      throw DataUtils.newMVStoreException(
          DataUtils.ERROR_FILE_CORRUPT, "a document is not valid BSON: {0}", e.getMessage(), e);
    }
  }

  private static Document decodeFields(ByteBuf buffer, Set<String> fields) {
    Document document = new Document();
    buffer.skipBytes(Integer.BYTES);
    byte type = buffer.readByte();
    while (type != BsonConstants.TERMINATING_BYTE) {
      String name = BsonDecoder.decodeCString(buffer);
      if (fields.contains(name)) {
        document.put(name, BsonDecoder.decodeValue(type, buffer));
      } else {
        skip(type, buffer);
      }
      type = buffer.readByte();
    }
    return document;
  }

  private static void skip(byte type, ByteBuf buffer) {
    switch (type) {
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
          buffer.skipBytes(buffer.getIntLE(buffer.readerIndex()));
      case BsonConstants.TYPE_UTF8_STRING ->
          buffer.skipBytes(Integer.BYTES + buffer.getIntLE(buffer.readerIndex()));
      default -> BsonDecoder.decodeValue(type, buffer);
    }
  }
}
