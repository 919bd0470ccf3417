/**
 * HTTP servers and their responses: listening, connection limits, responses, problem+json (RFC
 * 9457), correlation ids, CORS and compression. Must not import gRPC.
 */
package dev.flightwatch.toolkit.http;
