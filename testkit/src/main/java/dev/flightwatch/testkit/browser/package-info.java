/** A real browser for tests of pages: an installed Chromium, driven by Selenium. */
package dev.flightwatch.testkit.browser;
