package dev.flightwatch.datacollector.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSelectionReasonTest {
  private static final String STATE =
      "Timed out while waiting for a server that matches ReadPreferenceServerSelector. Client view of"
          + " cluster state is {type=UNKNOWN, servers=[{address=127.0.0.1:1, type=UNKNOWN,"
          + " state=CONNECTING, exception={com.mongodb.MongoSocketOpenException: Exception opening"
          + " socket}%s}]";

  private static ServiceException unavailable(Throwable cause) {
    return ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable.", cause);
  }

  @ParameterizedTest
  @CsvSource({
    "'', Exception opening socket",
    "', caused by {io.netty.channel.Annotated$Exception: Connection refused: /127.0.0.1:1}, caused"
        + " by {java.net.ConnectException: Connection refused}', Connection refused",
    "', caused by {com.mongodb.MongoCommandException: Command failed with error 18"
        + " (AuthenticationFailed): ''Authentication failed.'' on server h:1. The full response is"
        + " {\"ok\": 0.0}}', Command failed with error 18 (AuthenticationFailed): 'Authentication"
        + " failed.' on server h:1",
    "', caused by {java.net.UnknownHostException: nowhere}', nowhere",
  })
  void ofShouldReturnTheInnermostCauseOfATimeout(String causes, String reason) {
    assertThat(
            ServerSelectionReason.of(
                unavailable(new MongoTimeoutException(STATE.formatted(causes)))))
        .hasMessage(reason);
  }

  @Test
  void ofShouldReturnOtherFailuresUnchanged() {
    ServiceException other = unavailable(new IllegalStateException("exception={a.B: c}"));
    ServiceException withoutCause = unavailable(new MongoTimeoutException("Timed out"));

    assertThat(ServerSelectionReason.of(other)).isSameAs(other);
    assertThat(ServerSelectionReason.of(withoutCause)).isSameAs(withoutCause);
  }
}
