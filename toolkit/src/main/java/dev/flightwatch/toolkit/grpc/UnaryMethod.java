package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import java.util.function.Function;

/**
 * A method of a gRPC service.
 *
 * @param function fails with a {@code ServiceException}, or with the status itself; may complete on
 *     any thread
 */
public record UnaryMethod<Q, A>(ServiceMethod<Q, A> method, Function<Q, Future<A>> function) {}
