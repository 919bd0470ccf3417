/**
 * gRPC's two sides: the door that is listened at and the channel to a peer, the one place where
 * failures become statuses and statuses failures, and the deduplication of requests by their ids.
 * Knows no proto of ours, and imports no other transport's room.
 */
package dev.flightwatch.toolkit.grpc;
