package dev.flightwatch.toolkit.management;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;

/** What a probe fails with when it has more to show than a reason. */
public final class UnhealthyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonObject data;

  /**
   * @param reason for whoever reads the health entry
   * @param data the entry's data, as a probe that succeeds gives it
   */
  public UnhealthyException(String reason, JsonObject data) {
    super(requireNonNull(reason), null, false, false);
    this.data = requireNonNull(data);
  }

  JsonObject data() {
    return data;
  }
}
