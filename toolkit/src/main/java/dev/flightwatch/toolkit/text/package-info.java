/** Normalisation and checks of texts from outside. Imports no other package of the toolkit. */
package dev.flightwatch.toolkit.text;
