/**
 * Tests of the services' OpenAPI documents: generates requests from them, checks responses against
 * them, and finds breaking changes. Imports no service.
 */
package dev.flightwatch.standalone.contract;
