package dev.flightwatch.toolkit.grpc;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.tls.TlsFiles;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A grpc-java client without retries. */
final class GrpcJavaCaller implements AutoCloseable {
  private final ManagedChannel channel;

  GrpcJavaCaller(int port) {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().disableRetry().build();
  }

  /** With TLS and a client certificate. */
  GrpcJavaCaller(int port, Path trusted, TlsFiles.CertificateAndKey own) throws SSLException {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .sslContext(
                GrpcSslContexts.forClient()
                    .trustManager(trusted.toFile())
                    .keyManager(own.certificate().path().toFile(), own.key().path().toFile())
                    .build())
            .disableRetry()
            .build();
  }

  /** For stubs of other services than {@code test.Echo}. */
  Channel channel() {
    return channel;
  }

  String say(String text) {
    return say(text, new Metadata());
  }

  /** Blocks for 20 s at most, and fails with grpc-java's StatusRuntimeException. */
  String say(String text, Metadata headers) {
    return ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
            Echo.GRPC_JAVA,
            within(Duration.ofSeconds(20)),
            StringValue.of(text))
        .getValue();
  }

  ListenableFuture<StringValue> begin(String text, Duration deadline) {
    return ClientCalls.futureUnaryCall(
        channel.newCall(Echo.GRPC_JAVA, within(deadline)), StringValue.of(text));
  }

  private static CallOptions within(Duration deadline) {
    return CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
