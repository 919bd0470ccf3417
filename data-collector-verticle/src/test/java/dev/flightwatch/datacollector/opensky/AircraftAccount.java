package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account whose credits several processes spend, each with its own ledger, without a network.
 */
public final class AircraftAccount {
  private static final int DAILY = 4_000;

  private final Clock clock;
  private LocalDate day = LocalDate.EPOCH;
  private int remaining;

  /** The times of the calls that were made. */
  public final List<Instant> calls = new ArrayList<>();

  /** Calls that were made or withheld without credits. */
  public int refused;

  /** Makes the result of a call. */
  public Supplier<Future<AircraftReading>> answer;

  public AircraftAccount(Clock clock) {
    this.clock = clock;
    this.answer = () -> Future.succeededFuture(AircraftReading.read(clock.instant(), List.of()));
  }

  private int spend() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      remaining = DAILY;
    }
    return --remaining;
  }

  /** Returns the source of one process. */
  public AircraftSource source() {
    CreditLedger ledger = new CreditLedger(DAILY, clock);
    return new AircraftSource() {
      @Override
      public Future<AircraftReading> aircraft(Area area, Duration timeLimit) {
        try {
          CreditLedger.Charge charge = ledger.charge(Area.CREDITS);
          int left = spend();
          refused += left < 0 ? 1 : 0;
          calls.add(clock.instant());
          ledger.reported(charge, Math.max(0, left));
          ledger.end();
          return answer.get();
        } catch (OpenSkyException withheld) {
          refused++;
          return Future.succeededFuture(AircraftReading.notRead(withheld.getMessage()));
        }
      }

      @Override
      public Optional<CreditBalance> balance() {
        return ledger.balance();
      }

      @Override
      public OpenSkyStatus status() {
        return new OpenSkyStatus(OpenSkyStatus.Mode.OPENSKY, null, null, null, null, null);
      }
    };
  }
}
