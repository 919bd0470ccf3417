package dev.flightwatch.usermanager.password;

/**
 * The cost of one Argon2id hash, on one lane. Every stored hash contains its cost, so a change
 * affects new hashes only.
 *
 * @param memoryKib memory in KiB
 * @param passes number of passes over the memory
 */
public record Argon2Cost(int memoryKib, int passes) {}
