package dev.flightwatch.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The facts of the machine without which figures say little. */
public final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final long MIB = 1024 * 1024;

  private Machine() {}

  /** Facts by name, in the order in which they are shown. */
  public static Map<String, String> facts() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> cpus = cpus();
    facts.put("cores", cpus.size() + ", " + cpus.get(0));
    facts.put("memory", system.getTotalMemorySize() / MIB + " MiB");
    facts.put("OS", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    facts.put("JDK", property("java.vm.vendor") + " " + property("java.vm.version"));
    return facts;
  }

  /** Processes that want a CPU, over the last minute: that of an idle machine is near 0. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The model of each, also of those that this process is kept from. */
  private static List<String> cpus() {
    try (Stream<String> lines = Files.lines(CPUS)) {
      List<String> models =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .toList();
      return models.isEmpty() ? untold() : models;
    } catch (IOException notLinux) {
      return untold();
    }
  }

  private static List<String> untold() {
    return Collections.nCopies(Runtime.getRuntime().availableProcessors(), "model not told");
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
