package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classifies failures of the MongoDB driver.
 *
 * <ul>
 *   <li>Unavailable: no server could be reached or selected, no connection became free, a time
 *       limit passed, or the server is not primary or is shutting down. A failed authentication
 *       counts too: it concerns the connection and not one command, and ends when the credentials
 *       are corrected.
 *   <li>Refused: the server rejected this command, and would reject it again; for example an
 *       invalid command, a conflicting index, or a missing privilege.
 * </ul>
 */
final class MongoFailures {
  static final int DUPLICATE_KEY = 11_000;

  /** NotWritablePrimary, NotPrimaryNoSecondaryOk, LegacyNotPrimary. */
  private static final List<Integer> NOT_PRIMARY = List.of(10_107, 13_435, 10_058);

  /**
   * InterruptedAtShutdown, InterruptedDueToReplStateChange, NotPrimaryOrSecondary,
   * PrimarySteppedDown, ShutdownInProgress.
   */
  private static final List<Integer> RECOVERING = List.of(11_600, 11_602, 13_436, 189, 91);

  /**
   * MaxTimeMSExpired, WriteConcernTimeout, ExceededTimeLimit, LockTimeout, Interrupted,
   * CursorNotFound, NetworkInterfaceExceededTimeLimit.
   */
  private static final List<Integer> TIME_LIMITS = List.of(50, 64, 262, 24, 11_601, 43, 202);

  /**
   * Between servers: HostUnreachable, HostNotFound, NetworkTimeout, FailedToSatisfyReadPreference,
   * ReadConcernMajorityNotAvailableYet, SocketException.
   */
  private static final List<Integer> NETWORKS = List.of(6, 7, 89, 133, 134, 9_001);

  private static final Set<Integer> UNAVAILABLE_CODES =
      Stream.of(NOT_PRIMARY, RECOVERING, TIME_LIMITS, NETWORKS)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private MongoFailures() {}

  /** Returns whether a document with the unique key exists. */
  static boolean isDuplicateKey(Throwable failure) {
    return failure instanceof MongoWriteException write
        ? write.getError().getCode() == DUPLICATE_KEY
        : failure instanceof MongoCommandException command
            && command.getErrorCode() == DUPLICATE_KEY;
  }

  /** Returns whether the server refused the command. */
  static boolean isRefused(MongoException failure) {
    if (failure instanceof MongoInternalException) {
      return true;
    }
    if (failure instanceof MongoNotPrimaryException
        || failure instanceof MongoNodeIsRecoveringException) {
      return false;
    }
    // The base class alone: an error inside the reply of a command, see FlightUpserts.
    boolean fromServer =
        failure instanceof MongoServerException || failure.getClass() == MongoException.class;
    return fromServer
        && !UNAVAILABLE_CODES.contains(failure.getCode())
        && !failure.hasErrorLabel("RetryableWriteError");
  }

  /** Returns the error's code and, if the server sent it, its name; never its message. */
  static String codeOf(MongoException failure) {
    return failure instanceof MongoCommandException command && !command.getErrorCodeName().isEmpty()
        ? failure.getCode() + " " + command.getErrorCodeName()
        : Integer.toString(failure.getCode());
  }
}
