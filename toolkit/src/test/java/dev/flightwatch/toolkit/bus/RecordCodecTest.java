package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
  record Small(String text, int number) {
    /** Jackson writes this property too, and must ignore it when it reads. */
    public boolean isLarge() {
      return false;
    }
  }

  record Times(Instant instant, Duration duration, LocalDate day) {}

  record Json(JsonObject object, JsonArray array, Buffer bytes) {}

  record Nested(List<Small> list, Map<String, Small> keyToSmall, EmailAddress address, UUID id) {}

  record Choices(
      Optional<String> text, Optional<Small> small, OptionalInt number, ErrorKind kind) {}

  record Empty() {}

  record Unwritable(Object object) {}

  private final RecordCodec target = new RecordCodec();

  @BeforeEach
  void register() {
    target.register(Small.class);
    target.register(Choices.class);
  }

  private Record transfer(Record message) {
    Buffer buffer = Buffer.buffer("before");
    int start = buffer.length();
    target.encodeToWire(buffer, message);
    target.register(message.getClass());
    return target.decodeFromWire(start, buffer.appendString("after"));
  }

  private static Buffer wire(String name, String json) {
    return Buffer.buffer()
        .appendInt(name.length())
        .appendString(name)
        .appendInt(json.length())
        .appendString(json);
  }

  @Test
  void messageShouldBeEqualAfterTransfer() {
    Small small = new Small("é 😀 \" \n \0", Integer.MIN_VALUE);
    Instant instant = Instant.parse("2026-02-03T04:05:06.123456789Z");
    Duration duration = Duration.ofSeconds(-5, 123_456_789);

    List.of(
            small,
            new Small(null, 0),
            new Times(instant, duration, LocalDate.of(2026, 2, 28)),
            new Times(Instant.EPOCH, Duration.ZERO, null),
            new Json(
                new JsonObject("{\"a\":1.5,\"b\":[null,{\"c\":true}],\"d\":9007199254740993}"),
                JsonArray.of("x", 1, JsonObject.of("y", 2)),
                Buffer.buffer(new byte[] {0, -1, 127, -128})),
            new Nested(
                List.of(small, small),
                Map.of("k", small),
                new EmailAddress("sara@unict.it"),
                new UUID(1, 2)),
            new Choices(
                Optional.of("x"), Optional.of(small), OptionalInt.of(3), ErrorKind.NOT_FOUND),
            new Choices(Optional.empty(), Optional.empty(), OptionalInt.empty(), null),
            new Empty())
        .forEach(message -> assertThat(transfer(message)).isEqualTo(message));
  }

  @Test
  void decodeShouldAcceptUnknownFieldsOfANewerPeerAndMissingOnesOfAnOlderPeer() {
    Buffer other = wire(Choices.class.getName(), "{\"kind\":\"GONE\",\"since\":{\"v\":[2]}}");
    assertThat(target.decodeFromWire(0, other))
        .isEqualTo(
            new Choices(Optional.empty(), Optional.empty(), OptionalInt.empty(), ErrorKind.GONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "1", "\"text\"", "{\"number\":\"many\"}"})
  void decodeShouldReturnUnreadableWhenTheJsonDoesNotFitTheType(String json) {
    assertThat(target.decodeFromWire(0, wire(Small.class.getName(), json)))
        .isEqualTo(new RecordCodec.Unreadable(Small.class.getName()));
  }

  @Test
  void messageShouldBeRefusedWhenItIsTooLargeOrCannotBeEncoded() {
    int frame = "{\"text\":\"\",\"number\":0,\"large\":false}".length();
    Small largest = new Small("a".repeat(RecordCodec.MAX_BYTES - frame), 0);
    assertThat(transfer(largest)).isEqualTo(largest);
    for (Record refused :
        List.of(new Small(largest.text() + "a", 0), new Unwritable(new Object()))) {
      assertThat(transfer(refused))
          .isEqualTo(new RecordCodec.Unreadable(refused.getClass().getName()));
    }
  }

  static List<Buffer> unreadable() {
    String name = Small.class.getName();
    Buffer named = Buffer.buffer().appendInt(name.length()).appendString(name);
    return List.of(
        wire("java.lang.Runtime", "{}"),
        Buffer.buffer("truncated"),
        Buffer.buffer().appendInt(-1),
        Buffer.buffer().appendInt(Integer.MAX_VALUE),
        named,
        named.copy().appendInt(-1),
        named.copy().appendInt(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void decodeShouldReturnUnreadableWhenTheMessageCannotBeRead(Buffer message) {
    assertThat(target.decodeFromWire(0, message)).isInstanceOf(RecordCodec.Unreadable.class);
  }
}
