/** Tasks that one replica at a time runs. Imports no HTTP, no gRPC, no driver. */
package dev.flightwatch.datacollector.tasks;
