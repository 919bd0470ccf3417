package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many parallel registrations, at two user managers on one database. */
@Tag("chaos")
@ExtendWith(TestDatabases.class)
class ParallelRegistrationsTest {
  private static final int PARALLEL = 200;

  private final Vertx vertx = Vertx.vertx();
  private final Vertx another = Vertx.vertx();
  private TestDatabase database;
  private UsersCaller here;
  private UsersCaller there;

  @BeforeEach
  void startTwo(TestDatabase fresh) {
    database = fresh;
    JsonObject keys = new JsonObject().put("database_url", fresh.url());
    here = RunningUserManager.start(vertx, keys).users();
    there = RunningUserManager.start(another, keys).users();
  }

  @AfterEach
  void stopBoth() {
    Future.all(vertx.close(), another.close()).await();
  }

  @Test
  void repeatsOfOneRequestShouldGetOneResponseAndBeRegisteredOnce() {
    List<HttpResponse<Buffer>> responses = inParallel(i -> "r1");

    assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(responses)
        .extracting(HttpResponse::bodyAsString)
        .containsOnly(responses.get(0).bodyAsString());
    assertThat(responses)
        .filteredOn(response -> response.getHeader("Idempotent-Replayed") == null)
        .hasSize(1);
    assertThat(database.value("select count(*) from users")).isEqualTo("1");
  }

  @Test
  void oneAddressWithManyRequestIdsShouldBeRegisteredOnce() {
    Map<Integer, Long> statusToCount =
        inParallel(i -> "r" + i).stream()
            .map(HttpResponse::statusCode)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(statusToCount).containsEntry(201, 1L);
    assertThat(statusToCount.keySet()).isSubsetOf(200, 201, 503);
    assertThat(database.value("select count(*) from users")).isEqualTo("1");
    assertThat(inParallel(i -> "r" + i)).extracting(HttpResponse::statusCode).contains(201, 200);
    System.out.println("200 request ids for one address: " + statusToCount);
  }

  private List<HttpResponse<Buffer>> inParallel(IntFunction<String> requestId) {
    List<Future<HttpResponse<Buffer>>> responses =
        IntStream.range(0, PARALLEL)
            .mapToObj(
                i -> (i % 2 == 0 ? here : there).register(requestId.apply(i), UsersCaller.ada()))
            .toList();
    Future.all(responses).await();
    return responses.stream().map(Future::result).toList();
  }
}
