/**
 * Programs as processes of their own: the services, the floors, the databases. Imports no other
 * room.
 */
package dev.flightwatch.bench.program;
