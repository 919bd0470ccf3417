/**
 * The HTTP API of a service, driven by its OpenAPI document: routing, validation, and the /docs
 * page. Imports {@code http} and {@code limit}; must not import gRPC.
 */
package dev.flightwatch.toolkit.openapi;
