package dev.flightwatch.embedded.mongo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys in unsigned byte order. In a page, each is stored without the beginning that it shares with
 * the key before it.
 */
final class KeyType extends BasicDataType<byte[]> {
  static final KeyType INSTANCE = new KeyType();

  private static final int ARRAY_OVERHEAD = 24;

  private KeyType() {}

  @Override
  public int compare(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other);
  }

  @Override
  public int getMemory(byte[] key) {
    return ARRAY_OVERHEAD + key.length;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }

  @Override
  public void write(WriteBuffer buffer, byte[] key) {
    write(buffer, new byte[][] {key}, 1);
  }

  @Override
  public byte[] read(ByteBuffer buffer) {
    byte[][] keys = new byte[1][];
    read(buffer, keys, 1);
    return keys[0];
  }

  @Override
  public void write(WriteBuffer buffer, Object storage, int count) {
    byte[][] keys = (byte[][]) storage;
    byte[] previous = {};
    for (int i = 0; i < count; i++) {
      int mismatch = Arrays.mismatch(previous, keys[i]);
      int shared = mismatch < 0 ? keys[i].length : mismatch;
      int rest = keys[i].length - shared;
      buffer.putVarInt(shared).putVarInt(rest).put(keys[i], shared, rest);
      previous = keys[i];
    }
  }

  @Override
  public void read(ByteBuffer buffer, Object storage, int count) {
    byte[][] keys = (byte[][]) storage;
    byte[] previous = {};
    for (int i = 0; i < count; i++) {
      int shared = DataUtils.readVarInt(buffer);
      int rest = DataUtils.readVarInt(buffer);
      keys[i] = Arrays.copyOf(previous, shared + rest);
      buffer.get(keys[i], shared, rest);
      previous = keys[i];
    }
  }
}
