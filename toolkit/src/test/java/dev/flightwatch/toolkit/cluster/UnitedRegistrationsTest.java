package dev.flightwatch.toolkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.container.entries.ImmortalCacheEntry;
import org.infinispan.multimap.impl.Bucket;
import org.junit.jupiter.api.Test;

class UnitedRegistrationsTest {
  private final UnitedRegistrations target = new UnitedRegistrations();

  @SuppressWarnings("unchecked")
  private static CacheEntry<String, Bucket<byte[]>> entry(String... owners) {
    Bucket<byte[]> bucket = new Bucket<>(owners[0].getBytes());
    for (String owner : List.of(owners).subList(1, owners.length)) {
      bucket = bucket.add(owner.getBytes(), false);
    }
    return new ImmortalCacheEntry("address", bucket);
  }

  private static List<String> owners(CacheEntry<String, Bucket<byte[]>> entry) {
    return entry.getValue().toList().stream().map(String::new).toList();
  }

  @Test
  void mergeShouldKeepTheOwnersOfBothPartsOnce() {
    CacheEntry<String, Bucket<byte[]>> merged =
        target.merge(entry("a", "b"), List.of(entry("b", "c"), entry("d")));

    assertThat(owners(merged)).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(merged.getKey()).isEqualTo("address");
  }

  @Test
  void mergeShouldKeepWhatOnlyOnePartKnows() {
    assertThat(owners(target.merge(null, List.of(entry("a"))))).containsExactly("a");
    assertThat(owners(target.merge(entry("a"), Collections.singletonList(null))))
        .containsExactly("a");
  }
}
