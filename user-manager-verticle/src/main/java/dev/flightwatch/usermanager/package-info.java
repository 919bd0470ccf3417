/**
 * The verticles of the user manager: the root verticle, the service verticle that holds the rules
 * and the stores, and the verticles of the API layer. They assemble the other packages, which must
 * not import this one.
 */
package dev.flightwatch.usermanager;
