package dev.flightwatch.testkit;

import java.io.IOException;

/** Signals that suspend and resume a process. */
public final class ProcessSignals {
  private ProcessSignals() {}

  /** Sends SIGSTOP: the process does nothing, its connections stay open, and input is buffered. */
  public static void suspend(ProcessHandle process) throws IOException {
    send("STOP", process);
  }

  /** Sends SIGCONT. */
  public static void resume(ProcessHandle process) throws IOException {
    send("CONT", process);
  }

  private static void send(String signal, ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .onExit()
        .join();
  }
}
