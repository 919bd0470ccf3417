package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on the embedded databases. */
class BackupIT {
  private static final String EMAIL = "sara@unict.it";

  @TempDir Path folder;

  @Test
  void restoredBackupShouldHaveAllThatWasAcknowledgedBeforeIt() throws Exception {
    Path file = folder.resolve("backup.zip");
    Set<String> airports = new ConcurrentSkipListSet<>();
    List<String> before;
    // given: writes that go on during the backup
    try (FlightwatchProcess running = start("data").awaitReady()) {
      Curl.register(running.userManager(), "r-1", account("correct-horse")).join();
      AtomicBoolean stopped = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> follow(running.dataCollector(), airports, stopped));
      assertThat(ChaosRun.await(Duration.ofSeconds(30), () -> airports.size() > 5)).isTrue();

      // when
      before = List.copyOf(airports);
      assertThat(command("data", "backup", file.toString())).contains("Backup written to");
      stopped.set(true);
      writer.join();
    }
    assertThat(command("restored", "restore", file.toString())).contains("Restored");

    // then
    try (FlightwatchProcess restored = start("restored").awaitReady()) {
      JsonObject interests = Curl.get(restored.dataCollector(), "/interests?email=" + EMAIL).json();
      assertThat(interests.getJsonArray("airports").stream().map(String::valueOf))
          .containsAll(before);
      assertThat(Curl.register(restored.userManager(), "r-1", account("correct-horse")).join())
          .matches(reply -> reply.status() == 201 && reply.replayed());
      assertThat(login(restored.userManager(), "correct-horse")).isEqualTo(201);

      // when: while it runs
      assertThat(setPassword("battery-staple")).contains("The password is replaced");

      // then
      assertThat(login(restored.userManager(), "correct-horse")).isEqualTo(401);
      assertThat(login(restored.userManager(), "battery-staple")).isEqualTo(201);
    }
  }

  private FlightwatchProcess start(String data, String... arguments) throws IOException {
    return FlightwatchProcess.start(folder.resolve(data), Map.of(), arguments);
  }

  /** Returns the output of a command that ends. */
  private String command(String data, String... arguments) throws Exception {
    try (FlightwatchProcess command = start(data, arguments)) {
      command.exitCode();
      return command.output();
    }
  }

  private String setPassword(String password) throws Exception {
    try (FlightwatchProcess command = start("restored", "set-password", EMAIL)) {
      command.send(password + "\n");
      command.exitCode();
      return command.output();
    }
  }

  private static JsonObject account(String password) {
    return JsonObject.of("email", EMAIL, "password", password);
  }

  private static int login(URI userManager, String password) {
    return Curl.post(userManager, "/sessions", account(password)).status();
  }

  private static void follow(URI dataCollector, Set<String> airports, AtomicBoolean stopped) {
    for (int i = 0; i < 400 && !stopped.get(); i++) {
      String airport = "B%03d".formatted(i);
      JsonObject interest = JsonObject.of("email", EMAIL, "airport", airport);
      if (Curl.post(dataCollector, "/interests", interest).status() == 200) {
        airports.add(airport);
      }
    }
  }
}
