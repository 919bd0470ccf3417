/** What the verticles of a service with an HTTP and a gRPC API have in common. */
package dev.flightwatch.toolkit.service;
