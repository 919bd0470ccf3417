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

  private final Map<String, Class<? extends Record>> nameToType = new ConcurrentHashMap<>();

  /**
   * Created for the first message between processes, because it is a tenth of a second of a start.
   */
  private static final class Json {
    static final ObjectMapper MAPPER =
        DatabindCodec.mapper()
            .copy()
            .registerModule(new JavaTimeModule())
            .registerModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Negative durations do not survive as numbers.
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

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
    byte[] json = encode(message);
    buffer.appendInt(name.length).appendBytes(name).appendInt(json.length).appendBytes(json);
  }

  /** Returns nothing, which no receiver can read, when the message cannot be sent. */
  private static byte[] encode(Record message) {
    String type = message.getClass().getName();
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(message);
      if (json.length <= MAX_BYTES) {
        return json;
      }
      log.error("Cannot send a {} of {} bytes, more than {}", type, json.length, MAX_BYTES);
    } catch (JsonProcessingException e) {
      log.error("Cannot send a {}", type, e);
    }
    return new byte[0];
  }

  /**
   * A received message that cannot be read.
   *
   * @param type name of the class in the message
   */
  record Unreadable(String type) {}

  /** Never fails, for the same reason: an unreadable message becomes {@link Unreadable}. */
  @Override
  public Record decodeFromWire(int start, Buffer buffer) {
    String name = "unknown";
    try {
      int nameStart = start + Integer.BYTES;
      int nameEnd = nameStart + buffer.getInt(start);
      name = buffer.getString(nameStart, nameEnd);
      Class<? extends Record> type = nameToType.get(name);
      int jsonStart = nameEnd + Integer.BYTES;
      byte[] json = buffer.getBytes(jsonStart, jsonStart + buffer.getInt(nameEnd));
      return type == null ? new Unreadable(name) : Json.MAPPER.readValue(json, type);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Unreadable(name);
    }
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
