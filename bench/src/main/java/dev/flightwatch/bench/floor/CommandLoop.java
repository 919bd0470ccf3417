package dev.flightwatch.bench.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads commands from standard input, one per line, and prints the result of each. */
final class CommandLoop {
  private CommandLoop() {}

  /** Executes one command and returns its result. */
  interface CommandHandler {
    String execute(String command) throws Exception;
  }

  /** Runs until standard input is closed; then halts the JVM. */
  static void run(CommandHandler handler) throws Exception {
    System.out.println("ready");
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println("result " + number++ + " " + handler.execute(line));
      }
    } catch (IOException closed) {
      System.err.println("standard input cannot be read: " + closed);
    }
    Runtime.getRuntime().halt(0);
  }
}
