package dev.flightwatch.toolkit.auth;

/**
 * The credentials that an operation needs.
 *
 * @param need whether it needs any
 * @param scope what they must allow; empty for a public operation
 * @param isSameOrigin whether pages of other origins are refused even without credentials
 */
public record Access(Need need, String scope, boolean isSameOrigin) {
  /** Whether an operation needs credentials. */
  public enum Need {
    /** None; credentials are checked when they are sent. */
    PUBLIC,
    /** Only where the service requires them. */
    OPTIONAL,
    /** Always. */
    REQUIRED
  }

  /** An operation for everybody. */
  public static final Access PUBLIC = new Access(Need.PUBLIC, "", false);
}
