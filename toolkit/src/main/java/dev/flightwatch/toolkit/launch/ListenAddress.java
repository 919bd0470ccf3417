package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.netty.util.NetUtil;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address that the instances of a server listen on.
 *
 * @param server the server in logs and in {@link ListeningPorts}, such as {@code orders http}
 * @param host address to bind to
 * @param port port to listen on; 0 selects a free one
 */
public record ListenAddress(String server, String host, int port) {
  static final String CANNOT_LISTEN = "cannot_listen";

  private static final Logger log = LoggerFactory.getLogger(ListenAddress.class);

  /**
   * Returns the port to pass to Vert.x. For port 0 in a deployment it is negative: Vert.x binds all
   * servers with the same negative port to one free port, so all instances of the deployment share
   * one.
   */
  public int portToBind() {
    Context context = Vertx.currentContext();
    if (port != 0 || context == null || context.deploymentID() == null) {
      return port;
    }
    return -1 - ((server + '/' + context.deploymentID()).hashCode() & 0x3fff_ffff);
  }

  /**
   * Registers the port of a listening server, and logs it once for all instances. Returns whether
   * it was logged.
   */
  public boolean announce(Vertx vertx, int actualPort, boolean tls) {
    boolean isFirst = ListeningPorts.of(vertx).taken(server, actualPort);
    if (isFirst) {
      log.info("{} listens on {}:{}{}", server, host, actualPort, tls ? " with TLS" : "");
    }
    return isFirst;
  }

  /** Returns whether only this host can reach a server that is bound to the address. */
  public static boolean isLoopback(String host) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? host.equals("localhost") : address.isLoopbackAddress();
  }

  /** Returns the failure of a server that cannot listen, which names host and port. */
  public ServiceException cannotListen(Throwable cause) {
    String address = host + ":" + port;
    String detail =
        cause instanceof BindException
            ? address + " is taken, or not of this host"
            : "cannot listen on " + address;
    return ServiceException.of(ErrorKind.UNAVAILABLE, CANNOT_LISTEN, detail, cause);
  }
}
