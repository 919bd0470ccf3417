package dev.flightwatch.toolkit.cluster;

import java.util.List;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.multimap.impl.Bucket;

/**
 * When two parts of a cluster become one again, whoever answers in either part answers in the
 * whole, instead of those alone whom one part knows.
 */
final class UnitedRegistrations implements EntryMergePolicy<String, Bucket<byte[]>> {
  @Override
  public CacheEntry<String, Bucket<byte[]>> merge(
      CacheEntry<String, Bucket<byte[]>> preferred,
      List<CacheEntry<String, Bucket<byte[]>>> others) {
    CacheEntry<String, Bucket<byte[]>> united = preferred;
    for (CacheEntry<String, Bucket<byte[]>> other : others) {
      united = united(united, other);
    }
    return united;
  }

  private static CacheEntry<String, Bucket<byte[]>> united(
      CacheEntry<String, Bucket<byte[]>> one, CacheEntry<String, Bucket<byte[]>> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Bucket<byte[]> all = one.getValue();
    for (byte[] registration : other.getValue().toList()) {
      Bucket<byte[]> more = all.add(registration, false);
      all = more == null ? all : more;
    }
    CacheEntry<String, Bucket<byte[]>> united = one.clone();
    united.setValue(all);
    return united;
  }
}
