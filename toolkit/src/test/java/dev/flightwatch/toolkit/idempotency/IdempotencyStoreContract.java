package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that every {@link IdempotencyStore} must pass. */
interface IdempotencyStoreContract {
  /** Returns the store, which is empty at the start of a test. */
  IdempotencyStore target();

  /** Lets more than the time to live of the store pass. */
  void outliveTimeToLive() throws Exception;

  @Test
  default void findShouldReturnTheRecordedResponseByteForByteAndNoOther() throws Exception {
    // given
    Buffer response = Buffer.buffer(new byte[] {0, -1, 13, 10, 127});
    await(target().record("a", response));
    await(target().record("empty", Buffer.buffer()));

    // then
    assertThat(await(target().find("a"))).contains(response);
    assertThat(await(target().find("empty"))).contains(Buffer.buffer());
    assertThat(await(target().find("b"))).isEmpty();
  }

  @Test
  default void recordShouldChangeNothingWhenAResponseIsRecordedAlready() throws Exception {
    // given
    await(target().record("a", Buffer.buffer("first")));

    // when
    await(target().record("a", Buffer.buffer("second")));

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer("first"));
  }

  @Test
  default void findShouldReturnTheOriginalWhenTheBufferIsChangedAfterwards() throws Exception {
    // given
    Buffer response = Buffer.buffer("first");
    await(target().record("a", response));

    // when
    response.setByte(0, (byte) 'F');
    await(target().find("a")).orElseThrow().setByte(1, (byte) 'I');

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer("first"));
  }

  @Test
  default void recordShouldReplaceAResponseThatHasExpired() throws Exception {
    // given
    await(target().record("a", Buffer.buffer("first")));

    // when
    outliveTimeToLive();

    // then
    assertThat(await(target().find("a"))).isEmpty();
    await(target().record("a", Buffer.buffer("second")));
    assertThat(await(target().find("a"))).contains(Buffer.buffer("second"));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
