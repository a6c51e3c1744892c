package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargePagesTest {

  private static final long BYTES = 4 << 20;
  private static final long PAGE_BYTES = 2 << 20;
  private static final Path REGIONS = Path.of("/proc/self/smaps");
  private static final Path LARGE_PAGES =
      Path.of("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");

  @Test
  void memory_is_zeroed_and_begins_where_a_large_page_does() {
    MemorySegment memory = LargePages.allocate(BYTES);

    assertEquals(BYTES, memory.byteSize());
    assertEquals(0, memory.address() % PAGE_BYTES);
    assertEquals(-1, memory.mismatch(MemorySegment.ofArray(new byte[(int) BYTES])));
  }

  @Test
  void linux_backs_memory_by_large_pages() throws IOException {
    assumeTrue(hasLargePages(), "not on this system");
    long before = largePages();
    List<MemorySegment> memory = new ArrayList<>();

    // Where memory is scattered the first ones may stay in small pages.
    while (largePages() <= before && memory.size() < 20) {
      memory.add(LargePages.allocate(BYTES));
    }

    assertTrue(largePages() > before, "no large page came");
    memory.forEach(each -> assertEquals(BYTES, each.byteSize()));
  }

  /** From Linux 6.1 on they can be asked for. */
  private static boolean hasLargePages() {
    String[] version = System.getProperty("os.version").split("\\D+", 3);
    int number = Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]);
    return Files.isReadable(REGIONS) && Files.exists(LARGE_PAGES) && number >= 6_001;
  }

  /** In kilobytes, of the whole process. */
  private static long largePages() throws IOException {
    try (var lines = Files.lines(REGIONS)) {
      return lines
          .filter(line -> line.startsWith("AnonHugePages:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }
}
