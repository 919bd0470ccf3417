package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.MeteredVertx;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import io.vertx.core.net.Address;
import io.vertx.core.net.AddressResolver;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.endpoint.EndpointBuilder;
import io.vertx.core.spi.endpoint.EndpointResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The address of a peer to which a channel connects: one of those of the peer's name, at random.
 * When its connection ends or cannot be opened, the name is resolved again and another address is
 * preferred. Vert.x itself would try the first one again. Safe for use by any thread.
 */
final class PeerAddresses implements AddressResolver<SocketAddress> {
  private final NameResolver names;
  private Choice current = new Choice(null);

  PeerAddresses(VertxInternal vertx) {
    names = new NameResolver(vertx, MeteredVertx.keepNamesBriefly(vertx.nameResolver().options()));
  }

  /**
   * Returns the choice for the next call, which has no address yet if it is the first to use it.
   */
  synchronized Choice current() {
    if (current.left) {
      current = new Choice(current.address);
    }
    return current;
  }

  /** Makes calls use another connection from when this one closes or the peer says that it will. */
  void connected(HttpConnection connection) {
    Choice choice = current();
    connection.goAwayHandler(goAway -> choice.leave()).closeHandler(closed -> choice.leave());
  }

  Future<Void> close() {
    return names.close();
  }

  private Future<List<InetAddress>> addressesOf(String host) {
    Promise<List<InetSocketAddress>> addresses = Promise.promise();
    names.resolveAll(host, addresses::handle);
    return addresses.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
  }

  @Override
  public EndpointResolver<SocketAddress, SocketAddress, ?, ?> endpointResolver(Vertx vertx) {
    return new Choices<>();
  }

  /** A choice among the addresses, which is made when a connection is needed. */
  static final class Choice {
    private final InetAddress previous;
    private volatile InetAddress address;
    private volatile boolean left;

    private Choice(InetAddress previous) {
      this.previous = previous;
    }

    /** Makes later calls use another address. */
    void leave() {
      left = true;
    }

    private InetAddress among(List<InetAddress> addresses) {
      // The first one is of the preferred family; the host may have no route for the other.
      Class<?> family = addresses.get(0).getClass();
      List<InetAddress> others =
          addresses.stream().filter(family::isInstance).filter(a -> !a.equals(previous)).toList();
      address =
          others.isEmpty()
              ? addresses.get(0)
              : others.get(ThreadLocalRandom.current().nextInt(others.size()));
      return address;
    }
  }

  /**
   * The state of Vert.x for a choice.
   *
   * @param servers the list of servers, of Vert.x's own type, which holds the chosen one
   */
  private record Chosen<E>(Choice choice, E servers) {}

  private final class Choices<E>
      implements EndpointResolver<SocketAddress, SocketAddress, Chosen<E>, E> {
    @Override
    public SocketAddress tryCast(Address peer) {
      return peer instanceof SocketAddress socket ? socket : null;
    }

    @Override
    public SocketAddress addressOf(SocketAddress server) {
      return server;
    }

    @Override
    public Future<Chosen<E>> resolve(
        SocketAddress peer, EndpointBuilder<E, SocketAddress> servers) {
      Choice choice = current();
      return addressesOf(peer.host())
          .map(
              addresses -> {
                String host = choice.among(addresses).getHostAddress();
                SocketAddress server = SocketAddress.inetSocketAddress(peer.port(), host);
                return new Chosen<>(choice, servers.addServer(server).build());
              });
    }

    @Override
    public E endpoint(Chosen<E> chosen) {
      return chosen.servers();
    }

    @Override
    public boolean isValid(Chosen<E> chosen) {
      return !chosen.choice().left;
    }

    @Override
    public void dispose(Chosen<E> chosen) {
      // Holds nothing.
    }

    @Override
    public void close() {
      // The channel closes the resolver, which its later connections use too.
    }
  }
}
