package dev.flightwatch.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
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
    properties.put(
        "cores",
        cpus.isEmpty()
            ? system.getAvailableProcessors() + ", unknown model"
            : cpus.size() + ", " + cpus.get(0));
    properties.put("memory", system.getTotalMemorySize() / MIB + " MiB");
    properties.put(
        "OS",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    properties.put(
        "JDK", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    return properties;
  }

  /** Returns the load average of the last minute, which is near 0 on an idle machine. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Returns the model of each CPU, including those that this process cannot use. */
  private static List<String> cpus() {
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .toList();
    } catch (IOException notLinux) {
      return List.of();
    }
  }
}
