/**
 * What was measured, whether it is enough, and how it is shown. Imports no other room and no
 * Vert.x.
 */
package dev.flightwatch.bench.report;
