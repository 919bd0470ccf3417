package dev.flightwatch.datacollector.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MongoFailuresTest {
  private static final ServerAddress ADDRESS = new ServerAddress("db1");

  private static BsonDocument reply(int code, String codeName) {
    return new BsonDocument("ok", new BsonInt32(0))
        .append("code", new BsonInt32(code))
        .append("codeName", new BsonString(codeName))
        .append("errmsg", new BsonString("about sara@unict.it"));
  }

  private static MongoCommandException command(int code) {
    return new MongoCommandException(reply(code, "Name"), ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "10107 13435 11602 189 91 10058 11600 13436 50 64 262 6 7 89, false",
    "2 9 13 59 67 85 86 121 10334, true"
  })
  void isRefusedShouldDependOnTheCode(String codes, boolean refused) {
    for (String code : codes.split(" ")) {
      int number = Integer.parseInt(code);
      assertThat(MongoFailures.isRefused(command(number))).as(code).isEqualTo(refused);
      assertThat(MongoFailures.isRefused(new MongoException(number, "in a reply")))
          .as(code)
          .isEqualTo(refused);
    }
  }

  @Test
  void isRefusedShouldBeFalseWhenTheServerLabelsTheErrorAsRetryable() {
    BsonDocument labelled =
        reply(8, "UnknownError")
            .append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))));

    assertThat(MongoFailures.isRefused(new MongoCommandException(labelled, ADDRESS))).isFalse();
  }

  static Stream<MongoException> unavailableServers() {
    MongoSocketOpenException refused =
        new MongoSocketOpenException("refused", ADDRESS, new IOException("refused"));
    return Stream.of(
        new MongoTimeoutException("no server"),
        new MongoExecutionTimeoutException("too slow"),
        // An old server reports this by the message alone, with an unknown code.
        new MongoNotPrimaryException(reply(-1, ""), ADDRESS),
        new MongoNodeIsRecoveringException(reply(-1, ""), ADDRESS),
        refused,
        new MongoConnectionPoolClearedException(new ServerId(new ClusterId(), ADDRESS), refused),
        new MongoSecurityException(
            MongoCredential.createCredential("sara", "admin", "secret".toCharArray()),
            "authentication failed",
            command(18)));
  }

  @ParameterizedTest
  @MethodSource("unavailableServers")
  void isRefusedShouldBeFalseWhenNoServerIsAvailable(MongoException failure) {
    assertThat(MongoFailures.isRefused(failure)).isFalse();
  }

  @Test
  void isRefusedShouldBeTrueForDefectsOfTheDriver() {
    assertThat(MongoFailures.isRefused(new MongoInternalException("a defect"))).isTrue();
  }

  @Test
  void codeOfShouldContainTheCodeAndItsNameButNoMessage() {
    assertThat(MongoFailures.codeOf(new MongoCommandException(reply(85, "Conflict"), ADDRESS)))
        .isEqualTo("85 Conflict");
    assertThat(MongoFailures.codeOf(new MongoException(13, "about sara@unict.it"))).isEqualTo("13");
  }
}
