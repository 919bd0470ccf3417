package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Forwards requests to a service, and its responses as they arrive. When a client leaves, the
 * request to the service ends. Belongs to one event loop.
 */
public final class UpstreamProxy implements Handler<HttpServerRequest> {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final Forwarding forwarding;
  private final Upstream upstream;
  private final HttpClient client;
  private final UnaryOperator<String> uri;
  private final ForwardingMetrics metrics;
  private final HttpProxy proxy;
  private final Map<HttpServerRequest, HttpClientRequest> requestToCall = new HashMap<>();
  private boolean ended;

  UpstreamProxy(
      Forwarding forwarding, Upstream upstream, HttpClient client, UnaryOperator<String> uri) {
    this.forwarding = forwarding;
    this.upstream = upstream;
    this.client = client;
    this.uri = uri;
    metrics = new ForwardingMetrics(forwarding.meters(), upstream);
    proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(this::call)
            .addInterceptor(new Exchange());
  }

  @Override
  public void handle(HttpServerRequest request) {
    proxy.handle(request);
  }

  /** Ends all responses that are under way, and refuses requests from now on. */
  public void end() {
    ended = true;
    Map.copyOf(requestToCall)
        .forEach(
            (request, call) -> {
              if (request.response().headWritten()) {
                request.response().end();
              }
              call.reset();
            });
  }

  private Future<HttpClientRequest> call(ProxyContext context) {
    HttpServerRequest request = context.request().proxiedRequest();
    return client
        .request(
            new RequestOptions()
                .setHost(upstream.address().host())
                .setPort(upstream.address().port())
                .setConnectTimeout(forwarding.options().waitTimeout().toMillis())
                .setIdleTimeout(forwarding.options().responseTimeout().toMillis()))
        .compose(call -> register(request, call));
  }

  /** The client may have left while the request waited for a connection. */
  private Future<HttpClientRequest> register(HttpServerRequest request, HttpClientRequest call) {
    if (request.response().closed() || ended) {
      call.reset();
      return Future.failedFuture(stopping());
    }
    requestToCall.put(request, call);
    return Future.succeededFuture(call);
  }

  private ServiceException stopping() {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE, "stopping", "The gateway is stopping; connect again.");
  }

  private final class Exchange implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest proxied = context.request();
      HttpServerRequest request = proxied.proxiedRequest();
      Promise<ProxyResponse> response = Promise.promise();
      RequestBody.read(request, forwarding.options().bodyBytes())
          .compose(body -> send(context, body))
          // After a failure the response is written here, and there is nothing left to forward.
          .onComplete(response::complete, failure -> refuse(request, failure));
      return response.future();
    }

    private Future<ProxyResponse> send(ProxyContext context, Buffer body) {
      ProxyRequest proxied = context.request();
      proxied.setURI(uri.apply(proxied.getURI()));
      proxied.setBody(body.length() == 0 ? null : Body.body(body));
      ForwardedHeaders.prepare(proxied.headers(), proxied.proxiedRequest(), forwarding.clients());
      return context.sendRequest();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      ProxyResponse response = context.response();
      HttpServerRequest request = response.request().proxiedRequest();
      Body body = response.getBody();
      boolean empty = List.of(NO_CONTENT, NOT_MODIFIED).contains(response.getStatusCode());
      boolean bodiless = empty || request.method() == HttpMethod.HEAD;
      if (request.version() == HttpVersion.HTTP_1_0 && body.length() < 0 && !bodiless) {
        // It would have to be buffered, because there are no chunks.
        requestToCall.get(request).reset();
        refuse(request, needsChunks());
        return Future.succeededFuture();
      }
      metrics.forwarded();
      replaceOwnHeaders(request.response().headers(), response.headers());
      var stream = forwarding.writer().forward(request, body.stream());
      response.setBody(empty ? null : Body.body(stream, body.length(), body.mediaType()));
      if (empty) {
        stream.resume();
      }
      return context.sendResponse().onComplete(sent -> requestToCall.remove(request));
    }

    /** A header that the server has set already, such as the correlation id, is the service's. */
    private void replaceOwnHeaders(MultiMap own, MultiMap forwarded) {
      ForwardedHeaders.removeHopByHop(forwarded);
      forwarded.forEach((name, value) -> own.remove(name));
    }

    private ServiceException needsChunks() {
      return ServiceException.of(
          ErrorKind.INVALID, "unsupported_http_version", "Use HTTP/1.1 for this resource.");
    }

    private void refuse(HttpServerRequest request, Throwable cause) {
      requestToCall.remove(request);
      if (request.response().closed()) {
        metrics.abandoned();
        return;
      }
      ServiceException failure = upstream.failure(cause);
      metrics.failed(failure);
      forwarding.writer().fail(request, failure);
    }
  }
}
