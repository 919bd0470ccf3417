package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the emulator alone, until it is told to end. */
public final class EmulatorMain {

  private static final int CLOSING_SECONDS = 5;

  private EmulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (EmulatorArguments.askForHelp(arguments)) {
      System.out.print(EmulatorArguments.USAGE);
      return;
    }
    try {
      run(EmulatorArguments.parse(arguments));
    } catch (IllegalArgumentException wrongArgument) {
      exit(wrongArgument.getMessage());
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
    Account account = emulator.options().account();
    return """
        OpenSky emulator on port %d: its flights are %s, never real ones of today.
        OPENSKY_API_URL=%s
        OPENSKY_TOKEN_URL=%s
        OPENSKY_CLIENT_ID=%s
        OPENSKY_CLIENT_SECRET=%s
        Airports: %s
        State and faults: http://%s:%d/emulator
        """
        .formatted(
            emulator.port(),
            arguments.recordings().map(folder -> "recorded").orElse("made up"),
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
      return "port " + arguments.port() + " is taken: choose another with --port";
    }
    if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
      return "--recordings: there is no folder " + cause.getMessage();
    }
    return cause instanceof IOException
        ? "--recordings: cannot be read: " + cause.getMessage()
        : "cannot start: " + cause;
  }

  private static void exit(String message) {
    System.err.println("opensky-emulator: " + message);
    Runtime.getRuntime().exit(1);
  }

  /** The JVM would end with 143 on SIGTERM; an emulator that was told to end has not failed. */
  private static void close(Vertx vertx) {
    int exitCode = 0;
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException notClean) {
      System.err.println("opensky-emulator: did not close cleanly: " + notClean);
      exitCode = 1;
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
