/**
 * gRPC server and client: the server's limits and health, the client's deadlines and retries by
 * service config, the mapping between failures and statuses, and the deduplication of requests by
 * their ids. Contains no proto type of a service, and imports neither {@code http} nor {@code bus}.
 */
package dev.flightwatch.toolkit.grpc;
