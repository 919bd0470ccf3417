/**
 * Joins several processes to one cluster, over which the bus then reaches. Nothing that must be
 * right rests on it. Imports {@code config}; the only room that knows the cluster manager.
 */
package dev.flightwatch.toolkit.cluster;
