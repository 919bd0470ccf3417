package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownOriginTest {
  private static final class MemoryOriginStore implements OriginStore {
    private DataOrigin stored = DataOrigin.UNKNOWN;
    private int uses;

    @Override
    public Future<DataOrigin> find() {
      uses++;
      return Future.succeededFuture(stored);
    }

    @Override
    public Future<DataOrigin> claim(DataOrigin origin) {
      uses++;
      stored = stored == DataOrigin.UNKNOWN ? origin : stored;
      return Future.succeededFuture(stored);
    }
  }

  private final MemoryOriginStore store = new MemoryOriginStore();
  private final KnownOrigin origin = new KnownOrigin();

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN,OPENSKY,true",
    "NETWORK,OPENSKY,false",
    "EMULATOR,OPENSKY,true",
    "UNKNOWN,MOCK,true",
    "NETWORK,MOCK,true",
    "EMULATOR,MOCK,true"
  })
  void dataShouldBeSimulatedUnlessItIsKnownToBeReal(
      DataOrigin known, Source source, boolean isSimulated) {
    assertThat(known.isSimulated(source)).isEqualTo(isSimulated);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void firstResponseShouldDecideTheOriginForAllProcesses(boolean isEmulator) {
    // given
    KnownOrigin ofAnother = new KnownOrigin();
    await(ofAnother.refresh(store));

    // when
    boolean first = await(origin.accepts(isEmulator, store));
    boolean second = await(origin.accepts(!isEmulator, store));
    boolean secondElsewhere = await(new KnownOrigin().accepts(!isEmulator, store));

    // then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(secondElsewhere).isFalse();
    assertThat(await(origin.accepts(isEmulator, store))).isTrue();
    assertThat(origin.current()).isEqualTo(isEmulator ? DataOrigin.EMULATOR : DataOrigin.NETWORK);
    assertThat(ofAnother.current()).isEqualTo(DataOrigin.UNKNOWN);

    // when
    await(ofAnother.refresh(store));

    // then
    assertThat(ofAnother.current()).isEqualTo(origin.current());
  }

  @Test
  void storeShouldNotBeUsedOnceTheOriginIsKnown() {
    // given
    await(origin.accepts(true, store));

    // when
    await(origin.accepts(true, store));
    await(origin.refresh(store));

    // then
    assertThat(store.uses).isEqualTo(1);
  }
}
