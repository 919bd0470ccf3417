package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.util.List;

/** A DNS server that responds to each query with the same IPv4 addresses, valid for 30 s. */
final class NameServer {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;

  private final DatagramSocket socket;
  private volatile List<String> addresses = List.of();

  NameServer(Vertx vertx) {
    socket = vertx.createDatagramSocket().handler(this::respond);
  }

  Future<NameServer> listen() {
    return socket.listen(0, "127.0.0.1").map(this);
  }

  void respondWith(String... addresses) {
    this.addresses = List.of(addresses);
  }

  String address() {
    return "127.0.0.1:" + socket.localAddress().port();
  }

  private void respond(DatagramPacket packet) {
    Buffer query = packet.data();
    int end = HEADER;
    while (query.getByte(end) != 0) {
      end += 1 + query.getByte(end);
    }
    List<String> found = query.getUnsignedShort(end + 1) == TYPE_A ? addresses : List.of();
    Buffer response = query.getBuffer(0, 2).appendShort((short) 0x8180).appendShort((short) 1);
    response.appendShort((short) found.size()).appendInt(0);
    response.appendBuffer(query.getBuffer(HEADER, end + 5));
    for (String address : found) {
      // A pointer to the name in the query; type and class; time to live; length.
      response.appendShort((short) 0xC00C).appendShort((short) TYPE_A).appendShort((short) 1);
      response.appendInt(30).appendShort((short) 4);
      for (String part : address.split("\\.")) {
        response.appendByte((byte) Integer.parseInt(part));
      }
    }
    socket.send(response, packet.sender().port(), packet.sender().host());
  }
}
