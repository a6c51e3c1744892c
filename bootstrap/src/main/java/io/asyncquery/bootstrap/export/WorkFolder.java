package io.asyncquery.bootstrap.export;

import static java.nio.file.FileVisitResult.CONTINUE;

import io.asyncquery.bootstrap.server.StartException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder for the time of an export, on the file system of the file that comes out of it. */
record WorkFolder(Path path) implements AutoCloseable {

  static WorkFolder beside(Path file) throws StartException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new StartException("[" + file + "] is a folder: name a file to write to");
    }
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    try {
      return new WorkFolder(Files.createTempDirectory(folder, ".asyncquery-"));
    } catch (IOException e) {
      throw new StartException("Folder [" + folder + "] does not exist or cannot be written");
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return CONTINUE;
          }
        });
  }
}
