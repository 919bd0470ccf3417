package dev.flightwatch.usermanager.password;

/**
 * What one Argon2id hash costs, on one lane. It travels in every stored string, so a change touches
 * new hashes alone.
 *
 * @param memoryKib memory in KiB
 * @param passes how often the memory is gone over
 */
public record Argon2Cost(int memoryKib, int passes) {
  static final int LANES = 1;
}
