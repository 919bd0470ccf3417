package dev.flightwatch.toolkit.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of the classes that a process has loaded (JEP 350), with which the next start needs
 * less than half of the CPU time. The command that starts the JVM names the file in the system
 * property {@code class.archive} when there is none yet, and records the classes ({@code
 * -XX:+RecordDynamicDumpInfo}).
 */
final class ClassArchive {
  private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);

  private ClassArchive() {}

  /** Writes the archive, when one is requested; takes a second. */
  static void write() {
    String file = System.getProperty("class.archive");
    if (file == null) {
      return;
    }
    // The JDK prints the name of the file.
    PrintStream console = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    Path unfinished = Path.of(file + "." + ProcessHandle.current().pid());
    try {
      // What the command jcmd VM.cds does.
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmCds",
              new Object[] {new String[] {"dynamic_dump", unfinished.toString()}},
              new String[] {String[].class.getName()});
      // A process that starts meanwhile sees all of the archive or none.
      Files.move(unfinished, Path.of(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (JMException | IOException | RuntimeException e) {
      log.warn(
          "The next start is slower: the classes were not written to {} ({})", file, e.toString());
    } finally {
      System.setOut(console);
    }
  }
}
