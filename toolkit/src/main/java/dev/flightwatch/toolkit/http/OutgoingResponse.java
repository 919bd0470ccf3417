package dev.flightwatch.toolkit.http;

/** A response of an endpoint: complete, or streamed. */
public sealed interface OutgoingResponse permits Response, StreamedResponse {}
