package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps interests in memory. */
public class MemoryInterestStore implements InterestStore {
  private final Map<String, Document> idToDocument = new HashMap<>();

  private static final class Document {
    private final TreeSet<AirportCode> airports = new TreeSet<>();
    private boolean derived;
    private EmailAddress email;
    private Instant confirmedAt = Instant.MIN;
    private Instant deletedAt;

    private boolean isActiveFor(EmailAddress address) {
      return deletedAt == null && address.equals(email);
    }

    private boolean isActiveWithOwnId() {
      return deletedAt == null && !derived;
    }

    private void markDeleted(Instant now) {
      deletedAt = now;
      email = null;
      airports.clear();
    }
  }

  @Override
  public synchronized Future<FollowResult> follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    Document document = idToDocument.computeIfAbsent(follower.id(), id -> new Document());
    if (document.deletedAt != null) {
      return Future.succeededFuture(FollowResult.USER_DELETED);
    }
    if (document.airports.size() >= MAX_AIRPORTS && !document.airports.contains(airport)) {
      return Future.succeededFuture(FollowResult.TOO_MANY_AIRPORTS);
    }
    document.email = email;
    document.derived = follower.derived();
    document.airports.add(airport);
    document.confirmedAt =
        confirmedAt.isAfter(document.confirmedAt) ? confirmedAt : document.confirmedAt;
    return Future.succeededFuture(FollowResult.FOLLOWED);
  }

  @Override
  public synchronized Future<List<AirportCode>> airportsOf(EmailAddress email) {
    return Future.succeededFuture(
        confirmedLast(email).map(document -> List.copyOf(document.airports)).orElse(List.of()));
  }

  private Optional<Document> confirmedLast(EmailAddress email) {
    return idToDocument.values().stream()
        .filter(document -> document.isActiveFor(email))
        .max(Comparator.comparing(document -> document.confirmedAt));
  }

  @Override
  public synchronized Future<Integer> unfollow(EmailAddress email, Optional<AirportCode> airport) {
    Optional<Document> last = confirmedLast(email);
    if (last.isEmpty()) {
      return Future.succeededFuture(0);
    }
    TreeSet<AirportCode> airports = last.get().airports;
    int before = airports.size();
    airports.removeIf(known -> airport.map(known::equals).orElse(true));
    return Future.succeededFuture(before - airports.size());
  }

  @Override
  public synchronized Future<List<AirportCode>> followedAirports() {
    Stream<AirportCode> followed =
        idToDocument.values().stream().flatMap(document -> document.airports.stream());
    return Future.succeededFuture(followed.distinct().sorted().toList());
  }

  @Override
  public synchronized Future<Void> markDeleted(String userId, EmailAddress email, Instant now) {
    idToDocument.computeIfAbsent(userId, id -> new Document()).markDeleted(now);
    return remove(document -> document.derived && document.isActiveFor(email));
  }

  @Override
  public synchronized Future<Void> deleteActive(EmailAddress email) {
    return remove(document -> document.isActiveFor(email));
  }

  private Future<Void> remove(Predicate<Document> condition) {
    idToDocument.values().removeIf(condition);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> current, Instant requestedAt, Instant now) {
    Document kept = current.map(follower -> idToDocument.get(follower.id())).orElse(null);
    Predicate<Document> stale =
        document ->
            document != kept
                && document.isActiveFor(email)
                && document.confirmedAt.isBefore(requestedAt);
    remove(stale.and(document -> document.derived));
    idToDocument.values().stream().filter(stale).forEach(document -> document.markDeleted(now));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<KnownFollower>> followers(String after, int limit) {
    return Future.succeededFuture(
        idToDocument.entrySet().stream()
            .filter(entry -> entry.getValue().isActiveWithOwnId())
            .filter(entry -> entry.getKey().compareTo(after) > 0)
            .sorted(Map.Entry.comparingByKey())
            .limit(limit)
            .map(entry -> new KnownFollower(entry.getKey(), entry.getValue().email))
            .toList());
  }

  @Override
  public synchronized Future<Boolean> deleteUnconfirmed(
      String userId, Instant requestedAt, Instant now) {
    Document document = idToDocument.get(userId);
    boolean unconfirmed =
        document != null
            && document.isActiveWithOwnId()
            && document.confirmedAt.isBefore(requestedAt);
    if (unconfirmed) {
      document.markDeleted(now);
    }
    return Future.succeededFuture(unconfirmed);
  }

  @Override
  public synchronized Future<Long> deleteTombstonesBefore(Instant end) {
    int before = idToDocument.size();
    remove(document -> document.deletedAt != null && document.deletedAt.isBefore(end));
    return Future.succeededFuture((long) before - idToDocument.size());
  }
}
