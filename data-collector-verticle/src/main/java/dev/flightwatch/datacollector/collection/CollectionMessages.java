package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/** What is asked of the owner of the collection. */
public final class CollectionMessages {
  /** A follow's run has 9 s in all; the second is for the way. */
  public static final Command<Collect, Collected> COLLECT =
      new Command<>(
          "data-collector.collection.collect",
          Collect.class,
          Collected.class,
          Duration.ofSeconds(10));

  /** A run over all airports may take long; the timer does not begin another meanwhile. */
  public static final Command<CollectDue, DueCollected> COLLECT_DUE =
      new Command<>(
          "data-collector.collection.collect-due",
          CollectDue.class,
          DueCollected.class,
          Duration.ofMinutes(10));

  /** How the collection and its source are doing. */
  public static final Command<AskStatus, CollectionStatus> STATUS =
      new Command<>(
          "data-collector.collection.status",
          AskStatus.class,
          CollectionStatus.class,
          Duration.ofSeconds(1));

  private CollectionMessages() {}

  /** Asks how the collection and its source are doing. */
  public record AskStatus() {}

  /** Asks that an airport, just followed, is collected now unless that was done lately. */
  public record Collect(String airport) {}

  /**
   * What is stored of the airport's last two hours.
   *
   * @param source null when there are none
   */
  public record Collected(long flights, Source source) {}

  /** Asks that all followed airports that are due are collected. */
  public record CollectDue() {}

  /** How many airports were collected. */
  public record DueCollected(int airports) {}
}
