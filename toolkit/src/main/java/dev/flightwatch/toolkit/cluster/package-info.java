/**
 * Joins several processes to one cluster with a common event bus. No guarantee of the system
 * depends on the cluster. Imports {@code config}; the only package that uses the cluster manager.
 */
package dev.flightwatch.toolkit.cluster;
