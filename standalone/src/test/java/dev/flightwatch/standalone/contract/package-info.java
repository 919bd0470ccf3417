/**
 * What the services' OpenAPI documents promise: reads them, makes requests from them, checks
 * answers against them, and finds what a change of one would break. Imports no service.
 */
package dev.flightwatch.standalone.contract;
