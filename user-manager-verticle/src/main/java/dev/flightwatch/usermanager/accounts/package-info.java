/**
 * The rules on accounts: sessions, personal access tokens, the account of a user, and the check to
 * whom a token belongs. They import {@code users}, reach their store through an interface, and must
 * not import HTTP, gRPC or a database driver.
 */
package dev.flightwatch.usermanager.accounts;
