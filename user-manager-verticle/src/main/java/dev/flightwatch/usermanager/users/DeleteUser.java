package dev.flightwatch.usermanager.users;

/**
 * Asks to delete a user.
 *
 * @param email as the caller wrote it
 * @param password proves that the caller may
 */
public record DeleteUser(String email, String password) {
  /** Without what no log may hold. */
  @Override
  public String toString() {
    return "DeleteUser";
  }
}
