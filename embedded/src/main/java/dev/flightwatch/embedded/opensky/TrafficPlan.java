package dev.flightwatch.embedded.opensky;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Where the emulator's flights come from. */
public sealed interface TrafficPlan {

  /**
   * Makes the traffic as an emulator that starts at this moment serves it. May block.
   *
   * @throws IOException when the recordings cannot be read
   */
  Traffic startingAt(Instant start) throws IOException;

  /**
   * Traffic made from a seed: the same seed gives the same flights, whenever the emulator starts.
   *
   * @param days how many days before the start have flights; the days after it always do
   */
  record Seeded(long seed, int days) implements TrafficPlan {

    public static final int DEFAULT_DAYS = 30;

    @Override
    public Traffic startingAt(Instant start) {
      return new SeededTraffic(seed, UtcDays.of(start).minusDays(days));
    }
  }

  /**
   * Recorded answers, replayed later than they happened.
   *
   * @param folder holds {@code departures_*.json} (arrays of flights) and {@code http_200_*.txt}
   *     (whole HTTP answers)
   * @param endsAgo how long before the start each airport's last recorded flight ends; negative
   *     when some of them are still to happen
   */
  record Recorded(Path folder, Duration endsAgo) implements TrafficPlan {

    @Override
    public Traffic startingAt(Instant start) throws IOException {
      return new RecordedTraffic(Recordings.read(folder), start.minus(endsAgo));
    }
  }
}
