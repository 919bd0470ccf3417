package dev.flightwatch.embedded.opensky;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The source of the emulator's flights. */
public sealed interface TrafficPlan {

  /**
   * Prepares the traffic of an emulator that starts at this moment. May block.
   *
   * @throws IOException if the recordings cannot be read
   */
  Traffic startingAt(Instant start) throws IOException;

  /**
   * Traffic that is generated from a seed. The same seed gives the same flights, whenever the
   * emulator starts.
   */
  record Seeded(long seed) implements TrafficPlan {

    @Override
    public Traffic startingAt(Instant start) {
      return new SeededTraffic(seed);
    }
  }

  /**
   * Recorded responses, replayed with shifted times.
   *
   * @param folder contains {@code departures_*.json} (arrays of flights) and {@code http_200_*.txt}
   *     (complete HTTP responses)
   * @param endsAgo how long before the start each airport's last recorded flight ends; negative if
   *     some flights are still in the future
   */
  record Replayed(Path folder, Duration endsAgo) implements TrafficPlan {

    @Override
    public Traffic startingAt(Instant start) throws IOException {
      return new RecordedTraffic(Recordings.read(folder), start.minus(endsAgo));
    }
  }
}
