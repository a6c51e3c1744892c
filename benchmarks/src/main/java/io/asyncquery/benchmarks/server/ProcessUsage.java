package io.asyncquery.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process has taken of the machine, as Linux counts it in {@code /proc}. */
public final class ProcessUsage {

  /** The kernel shows times in hundredths of a second (USER_HZ) on every machine that runs Java. */
  private static final double TICKS_PER_SECOND = 100;

  /** Of {@code /proc/PID/stat}, counted behind the name in brackets: proc(5) has them as 14, 15. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private ProcessUsage() {}

  /** The processor time of a process and those it started that still live, in seconds. */
  public static double processorSeconds(ProcessHandle process) throws IOException {
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process), process.descendants()).distinct().toList();
    double seconds = 0;
    for (ProcessHandle one : tree) {
      seconds += ownProcessorSeconds(one.pid());
    }
    return seconds;
  }

  private static double ownProcessorSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }

  /** The most memory that it held at a time, in MiB. */
  public static double peakMebibytes(ProcessHandle process) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024.0)
        .findFirst()
        .orElseThrow(() -> new IOException("This system does not tell the memory of a process"));
  }
}
