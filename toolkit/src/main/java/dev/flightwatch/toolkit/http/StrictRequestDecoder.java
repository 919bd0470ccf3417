package dev.flightwatch.toolkit.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Refuses what Netty would repair, so that no later check could see it. Two servers that read such
 * a request differently can be made to take its body for another request (RFC 9112, 11.2).
 *
 * <ul>
 *   <li>A header that goes on in the next line (obsolete folding, 5.2): Netty would join the lines.
 *   <li>A CR within the request line (2.2): Netty would take it for a space.
 * </ul>
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  static final String NAME = "httpDecoder";

  private static final byte LINE_FEED = '\n';
  private static final byte CARRIAGE_RETURN = '\r';

  private boolean inBody;
  private boolean atNextLine;
  private boolean isMalformed;
  private boolean isRefused;

  StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  /** In one call, Netty decodes some lines of a head, at most all, and nothing of what follows. */
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> decoded)
      throws Exception {
    if (isRefused) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    int begin = bytes.readerIndex();
    int known = decoded.size();
    super.decode(context, bytes, decoded);
    if (!inBody && bytes.readerIndex() > begin) {
      readLines(bytes, begin, bytes.readerIndex());
    }
    if (decoded.size() > known) {
      headOrBodyEnds(decoded, known);
    }
  }

  private void readLines(ByteBuf bytes, int begin, int end) {
    isMalformed |= atNextLine && isSpace(bytes.getByte(begin));
    int next = bytes.indexOf(begin, end, LINE_FEED) + 1;
    while (next > 0 && next < end) {
      isMalformed |= isSpace(bytes.getByte(next));
      next = bytes.indexOf(next, end, LINE_FEED) + 1;
    }
    atNextLine = next == end;
    next = bytes.indexOf(begin, end, CARRIAGE_RETURN) + 1;
    while (next > 0 && next < end) {
      isMalformed |= bytes.getByte(next) != LINE_FEED;
      next = bytes.indexOf(next, end, CARRIAGE_RETURN) + 1;
    }
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t';
  }

  private void headOrBodyEnds(List<Object> decoded, int known) {
    if (isMalformed && decoded.get(known) instanceof HttpMessage message) {
      isRefused = true;
      message.setDecoderResult(
          DecoderResult.failure(
              new IllegalArgumentException("a folded header, or a CR within a line")));
      decoded.subList(known + 1, decoded.size()).clear();
      return;
    }
    inBody = !(decoded.get(decoded.size() - 1) instanceof LastHttpContent);
    isMalformed = false;
    atNextLine = false;
  }
}
