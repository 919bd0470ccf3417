package dev.flightwatch.toolkit.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.jackson.DatabindCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codec of all messages. Inside a process a record is passed by reference. Between processes it
 * is the name of its class and its JSON; only registered classes are read.
 */
final class RecordCodec implements MessageCodec<Record, Record> {
  static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final Logger log = LoggerFactory.getLogger(RecordCodec.class);

  /** Takes the place of the length when a message cannot be sent. */
  private static final int NOT_SENT = -1;

  private static final ObjectMapper MAPPER =
      DatabindCodec.mapper()
          .copy()
          .registerModule(new JavaTimeModule())
          .registerModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // Negative durations do not survive as numbers.
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Map<String, Class<? extends Record>> nameToType = new ConcurrentHashMap<>();

  void register(Class<? extends Record> type) {
    nameToType.put(type.getName(), type);
  }

  /**
   * Never fails, because Vert.x would let the receiver wait: a message that cannot be encoded is
   * logged here and refused by the receiver.
   */
  @Override
  public void encodeToWire(Buffer buffer, Record message) {
    byte[] name = message.getClass().getName().getBytes(StandardCharsets.UTF_8);
    buffer.appendInt(name.length).appendBytes(name);
    try {
      byte[] json = encode(message);
      buffer.appendInt(json.length).appendBytes(json);
    } catch (IllegalArgumentException e) {
      log.error("Cannot send a message", e);
      buffer.appendInt(NOT_SENT);
    }
  }

  private static byte[] encode(Record message) {
    try {
      byte[] json = MAPPER.writeValueAsBytes(message);
      if (json.length > MAX_BYTES) {
        throw new IllegalArgumentException(
            message.getClass().getSimpleName()
                + " has "
                + json.length
                + " bytes, more than "
                + MAX_BYTES);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + message.getClass().getName(), e);
    }
  }

  /** A received message that cannot be read. */
  record Unreadable(String reason) {}

  /** Never fails, for the same reason: an unreadable message becomes {@link Unreadable}. */
  @Override
  public Record decodeFromWire(int start, Buffer buffer) {
    try {
      return read(start, buffer);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Unreadable(e.getMessage());
    }
  }

  Record read(int start, Buffer buffer) {
    int nameLength = bounded(buffer.getInt(start), 1024);
    int nameStart = start + Integer.BYTES;
    String name = buffer.getString(nameStart, nameStart + nameLength);
    Class<? extends Record> type = nameToType.get(name);
    if (type == null) {
      throw new IllegalArgumentException("unexpected message type: " + name);
    }
    int jsonStart = nameStart + nameLength + Integer.BYTES;
    int jsonLength = bounded(buffer.getInt(nameStart + nameLength), MAX_BYTES);
    try {
      return MAPPER.readValue(buffer.getBytes(jsonStart, jsonStart + jsonLength), type);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + name, e);
    }
  }

  private static int bounded(int length, int max) {
    if (length < 0 || length > max) {
      throw new IllegalArgumentException("a message part has an invalid length: " + length);
    }
    return length;
  }

  @Override
  public Record transform(Record message) {
    return message;
  }

  @Override
  public String name() {
    return "record";
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
