package dev.flightwatch.toolkit.management;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;

/** The failure of a probe that has a reason and data to show. */
public final class UnhealthyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonObject data;

  /**
   * @param reason reason in the health entry
   * @param data data of the health entry, as of a successful probe
   */
  public UnhealthyException(String reason, JsonObject data) {
    super(requireNonNull(reason), null, false, false);
    this.data = requireNonNull(data);
  }

  JsonObject data() {
    return data;
  }
}
