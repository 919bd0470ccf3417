package dev.flightwatch.usermanager.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106). Memory blocks are cleared and reused; when they are allocated
 * for each hash, garbage collection takes longer than the hash itself. Thread-safe.
 */
final class Argon2 {
  private final BlockPool blocks;

  /**
   * @param keptKib maximum memory that is kept for later hashes, in KiB
   */
  Argon2(int keptKib) {
    blocks = new FixedBlockPool(keptKib);
  }

  /**
   * Returns the digest of a password.
   *
   * @param length length of the digest in bytes
   */
  byte[] digest(byte[] password, byte[] salt, Argon2Cost cost, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(1)
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] digest = new byte[length];
    generator.generateBytes(password, digest);
    return digest;
  }
}
