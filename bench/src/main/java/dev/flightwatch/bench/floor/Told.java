package dev.flightwatch.bench.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A program that does what it is told, line by line, until whoever tells it is gone. */
final class Told {
  private Told() {}

  /** Does one thing; gives the words of the answer. */
  interface Work {
    String on(String line) throws Exception;
  }

  static void obey(Work work) throws Exception {
    System.out.println("ready");
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println("answer " + number++ + " " + work.on(line));
      }
    } catch (IOException gone) {
      System.err.println("nobody tells any more: " + gone);
    }
    Runtime.getRuntime().halt(0);
  }
}
