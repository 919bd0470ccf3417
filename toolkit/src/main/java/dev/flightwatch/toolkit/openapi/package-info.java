/**
 * The HTTP API of a service, driven by its OpenAPI document: routing, validation, and the {@code
 * /docs} page. Must not import {@code grpc} or {@code bus}.
 */
package dev.flightwatch.toolkit.openapi;
