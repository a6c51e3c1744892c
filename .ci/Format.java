import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Formats every Java source below the working directory: {@code check} lists the files that differ
 * from their formatted form and exits with 1, {@code write} replaces them.
 */
public final class Format {

  private static final Set<String> NOT_OURS = Set.of("target", ".git");

  public static void main(String[] args) throws IOException {
    var write = args.length == 1 && args[0].equals("write");
    var changes = sources().parallelStream().map(Format::format).flatMap(Optional::stream).toList();
    for (var change : changes) {
      if (write && change.formatted().isPresent()) {
        Files.writeString(change.file(), change.formatted().get());
      }
      System.out.println((write ? "  formatted " : "  ") + change);
    }
    if (changes.stream().anyMatch(change -> !write || change.formatted().isEmpty())) {
      System.out.println("Java sources are not formatted: run .ci/format");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  private static Optional<Change> format(Path file) {
    try {
      var source = Files.readString(file);
      var formatted = new Formatter().formatSourceAndFixImports(source);
      return formatted.equals(source)
          ? Optional.empty()
          : Optional.of(new Change(file, Optional.of(formatted), ""));
    } catch (IOException | FormatterException e) {
      return Optional.of(new Change(file, Optional.empty(), ": " + e.getMessage()));
    }
  }

  /** A file that is not as it should be; without a formatted form where it could not be read. */
  private record Change(Path file, Optional<String> formatted, String problem) {
    @Override
    public String toString() {
      return file + problem;
    }
  }
}
