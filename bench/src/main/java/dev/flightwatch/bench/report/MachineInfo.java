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

/** The properties of the machine that the results depend on. */
public final class MachineInfo {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final long MIB = 1024 * 1024;

  private MachineInfo() {}

  /** Returns the properties by name, in display order. */
  public static Map<String, String> properties() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> cpus = cpus();
    properties.put("cores", cpus.size() + ", " + cpus.get(0));
    properties.put("memory", system.getTotalMemorySize() / MIB + " MiB");
    properties.put(
        "OS", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    properties.put("JDK", property("java.vm.vendor") + " " + property("java.vm.version"));
    return properties;
  }

  /** Returns the load average of the last minute, which is near 0 on an idle machine. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Returns the model of each CPU, including those that this process cannot use. */
  private static List<String> cpus() {
    try (Stream<String> lines = Files.lines(CPUS)) {
      List<String> models =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .toList();
      return models.isEmpty() ? unknown() : models;
    } catch (IOException notLinux) {
      return unknown();
    }
  }

  private static List<String> unknown() {
    return Collections.nCopies(Runtime.getRuntime().availableProcessors(), "unknown model");
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
