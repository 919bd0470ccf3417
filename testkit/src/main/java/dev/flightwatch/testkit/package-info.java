/**
 * What the tests of any module share: a settable clock, process and Redis starters, architecture
 * rules, and, in {@code proxy}, a TCP proxy that injects faults. Imports no other module.
 */
package dev.flightwatch.testkit;
