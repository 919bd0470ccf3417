package dev.flightwatch.embedded;

/**
 * Thrown when an embedded server cannot start or stop. The message is one line for users, which
 * names the directory and the problem.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedServerException(String message) {
    super(message);
  }

  public EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
