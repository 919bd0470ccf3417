package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.testing.MongoRig;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MongoOriginStoreTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final MongoOriginStore store = new MongoOriginStore(RIG.freshDatabase());

  @Test
  void originShouldBeThatOfTheFirstClaim() {
    assertThat(await(store.find())).isEqualTo(DataOrigin.UNKNOWN);
    assertThat(await(store.claim(DataOrigin.NETWORK))).isEqualTo(DataOrigin.NETWORK);
    assertThat(await(store.claim(DataOrigin.EMULATOR))).isEqualTo(DataOrigin.NETWORK);
    assertThat(await(store.find())).isEqualTo(DataOrigin.NETWORK);
  }

  @Test
  void concurrentClaimsShouldReturnOneOrigin() {
    // when
    List<DataOrigin> claimed =
        await(
            Future.all(IntStream.range(0, 20).mapToObj(i -> store.claim(each(i))).toList())
                .map(all -> all.<DataOrigin>list()));

    // then
    assertThat(new HashSet<>(claimed)).hasSize(1);
    assertThat(await(store.find())).isEqualTo(claimed.get(0));
  }

  private static DataOrigin each(int number) {
    return number % 2 == 0 ? DataOrigin.EMULATOR : DataOrigin.NETWORK;
  }
}
