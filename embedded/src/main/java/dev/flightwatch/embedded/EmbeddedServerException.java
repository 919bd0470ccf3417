package dev.flightwatch.embedded;

/**
 * An embedded server that could not start or stop. The message is one line, fit for a user: it
 * names the folder and says what is wrong with it.
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
