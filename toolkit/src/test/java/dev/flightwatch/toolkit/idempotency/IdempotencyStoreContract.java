package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyStore} keeps to. */
interface IdempotencyStoreContract {
  /** An empty store, the same for all of one test. */
  IdempotencyStore target();

  /** Lets some more time than the store's time to live go by. */
  void outliveTimeToLive() throws Exception;

  @Test
  default void findShouldBeEmptyWhenNothingIsRecorded() throws Exception {
    assertThat(await(target().find("a"))).isEmpty();
  }

  @Test
  default void findShouldGiveTheAnswerByteForByteWhenItIsRecorded() throws Exception {
    // given
    Buffer answer = Buffer.buffer(new byte[] {0, -1, 13, 10, 127});
    await(target().record("a", answer));

    // then
    assertThat(await(target().find("a"))).contains(answer);
    assertThat(await(target().find("b"))).isEmpty();
  }

  @Test
  default void findShouldGiveAnEmptyAnswerWhenThatIsRecorded() throws Exception {
    // given
    await(target().record("a", Buffer.buffer()));

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer());
  }

  @Test
  default void recordShouldChangeNothingWhenAnAnswerIsRecordedAlready() throws Exception {
    // given
    await(target().record("a", Buffer.buffer("first")));

    // when
    await(target().record("a", Buffer.buffer("second")));

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer("first"));
  }

  @Test
  default void findShouldGiveWhatWasRecordedWhenTheBufferIsChangedAfterwards() throws Exception {
    // given
    Buffer answer = Buffer.buffer("first");
    await(target().record("a", answer));

    // when
    answer.setByte(0, (byte) 'F');
    await(target().find("a")).orElseThrow().setByte(1, (byte) 'I');

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer("first"));
  }

  @Test
  default void findShouldBeEmptyWhenTheTimeToLiveIsOver() throws Exception {
    // given
    await(target().record("a", Buffer.buffer("first")));

    // when
    outliveTimeToLive();

    // then
    assertThat(await(target().find("a"))).isEmpty();
  }

  @Test
  default void recordShouldTakeAnotherAnswerWhenTheTimeToLiveIsOver() throws Exception {
    // given
    await(target().record("a", Buffer.buffer("first")));
    outliveTimeToLive();

    // when
    await(target().record("a", Buffer.buffer("second")));

    // then
    assertThat(await(target().find("a"))).contains(Buffer.buffer("second"));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
