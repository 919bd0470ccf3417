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
   * @param batchHour the UTC hour of the nightly batch, 0 to 23
   * @throws IOException if the recordings cannot be read
   */
  Traffic startingAt(Instant start, int batchHour) throws IOException;

  /**
   * Traffic that is generated from a seed. The same seed gives the same flights, whenever the
   * emulator starts.
   */
  record Seeded(long seed) implements TrafficPlan {

    @Override
    public Traffic startingAt(Instant start, int batchHour) {
      return new SeededTraffic(seed, new NightlyBatch(batchHour));
    }
  }

  /**
   * Recorded responses, replayed with shifted times.
   *
   * @param folder contains {@code departures_*.json} and {@code arrivals_*.json} (arrays of
   *     flights), and {@code http_200_departures_*.txt} and {@code http_200_arrivals_*.txt}
   *     (complete HTTP responses); the arrivals of an airport without recorded ones are the
   *     recorded departures to it
   * @param endsAgo how long before the start each airport's last recorded flight ends; negative if
   *     some flights are still in the future
   */
  record Replayed(Path folder, Duration endsAgo) implements TrafficPlan {

    @Override
    public Traffic startingAt(Instant start, int batchHour) throws IOException {
      return new RecordedTraffic(
          Recordings.read(folder), start.minus(endsAgo), new NightlyBatch(batchHour));
    }
  }
}
