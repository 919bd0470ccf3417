/**
 * Tools for the tests of all modules: a settable clock, HTTP clients, starters of processes and
 * Redis, architecture rules, and a fault proxy. Depends on no other module.
 */
package dev.flightwatch.testkit;
