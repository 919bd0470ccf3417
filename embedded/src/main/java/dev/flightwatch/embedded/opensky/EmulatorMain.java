package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the emulator as a program, until it receives SIGTERM or SIGINT. */
public final class EmulatorMain {

  private static final int CLOSING_SECONDS = 5;

  private EmulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (EmulatorArguments.isHelp(arguments)) {
      System.out.print(EmulatorArguments.USAGE);
      return;
    }
    try {
      run(EmulatorArguments.parse(arguments));
    } catch (IllegalArgumentException invalid) {
      exit(invalid.getMessage());
    }
  }

  private static void run(EmulatorArguments arguments) throws InterruptedException {
    EmulatorOptions options = arguments.toOptions();
    Vertx vertx = Vertx.vertx();
    try {
      OpenSkyEmulator emulator =
          new OpenSkyEmulator(vertx, options)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx)));
      System.out.print(greeting(emulator, arguments));
    } catch (ExecutionException failure) {
      exit(explain(failure.getCause(), arguments));
    }
  }

  private static String greeting(OpenSkyEmulator emulator, EmulatorArguments arguments) {
    EmulatedAccount account = emulator.options().account();
    return """
        OpenSky emulator on port %d: its flights are %s, not live data.
        OPENSKY_API_URL=%s
        OPENSKY_TOKEN_URL=%s
        OPENSKY_CLIENT_ID=%s
        OPENSKY_CLIENT_SECRET=%s
        Airports: %s
        State and faults: http://%s:%d/emulator
        """
        .formatted(
            emulator.port(),
            arguments.recordings().map(folder -> "recorded").orElse("generated"),
            emulator.apiUrl(),
            emulator.tokenUrl(),
            account.clientId(),
            account.clientSecret(),
            String.join(" ", emulator.traffic().airports().stream().sorted().toList()),
            emulator.options().host(),
            emulator.port());
  }

  private static String explain(Throwable cause, EmulatorArguments arguments) {
    if (cause instanceof BindException) {
      return "port " + arguments.port() + " is in use; choose another one with --port";
    }
    if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
      return "--recordings: no such directory: " + cause.getMessage();
    }
    return cause instanceof IOException
        ? "--recordings: cannot read: " + cause.getMessage()
        : "cannot start: " + cause;
  }

  private static void exit(String message) {
    System.err.println("opensky-emulator: " + message);
    Runtime.getRuntime().exit(1);
  }

  /** Halts with exit code 0, since the JVM would exit with 143 after SIGTERM. */
  private static void close(Vertx vertx) {
    int exitCode = 0;
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      System.err.println("opensky-emulator: did not close cleanly: " + failure);
      exitCode = 1;
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
