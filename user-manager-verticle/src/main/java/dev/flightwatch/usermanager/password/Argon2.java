package dev.flightwatch.usermanager.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106). The blocks of memory are cleared and used again: made anew for
 * each hash, they have the garbage collector take longer than the hash itself does. Safe for any
 * thread.
 */
final class Argon2 {
  private final BlockPool blocks;

  /**
   * @param keptKib how much memory is kept for the hashes to come, at most, in KiB
   */
  Argon2(int keptKib) {
    blocks = new FixedBlockPool(keptKib);
  }

  /** The digest of a password, as long as it is wanted. */
  byte[] digest(byte[] password, byte[] salt, Argon2Cost cost, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(Argon2Cost.LANES)
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] digest = new byte[length];
    generator.generateBytes(password, digest);
    return digest;
  }
}
