/**
 * The management port: health, metrics and build information. Must not import {@code openapi},
 * {@code grpc} or {@code bus}.
 */
package dev.flightwatch.toolkit.management;
