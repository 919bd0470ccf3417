package dev.flightwatch.toolkit.http;

/** A response of an endpoint: complete, streamed, or a stream of events. */
public sealed interface OutgoingResponse permits Response, StreamedResponse, EventStreamResponse {}
