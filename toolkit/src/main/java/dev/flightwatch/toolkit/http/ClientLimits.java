package dev.flightwatch.toolkit.http;

/**
 * Limits on what one client has open on all instances of a server in the process. A client is a
 * network, as {@link ClientNetworks} has it.
 *
 * @param connections most connections; more are closed at once. Those of trusted proxies, which are
 *     of many clients, do not count
 * @param eventStreams most event streams; more are refused with 429
 * @param streams most streamed responses, such as exports; more are refused with 429
 */
public record ClientLimits(int connections, int eventStreams, int streams) {
  /** 256 connections, 4 event streams, 2 streamed responses. */
  public static final ClientLimits STANDARD = new ClientLimits(256, 4, 2);

  /** Returns these limits with another one on event streams. */
  public ClientLimits withEventStreams(int most) {
    return new ClientLimits(connections, most, streams);
  }
}
