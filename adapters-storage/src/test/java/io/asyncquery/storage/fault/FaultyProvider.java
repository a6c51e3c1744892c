package io.asyncquery.storage.fault;

import io.asyncquery.storage.fault.Faults.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Asks the faults first, then does what another provider does. */
final class FaultyProvider extends FileSystemProvider {

  private final FileSystemProvider provider;
  private final Faults faults;
  private final FaultyFileSystem fileSystem;

  FaultyProvider(FileSystemProvider provider, Faults faults, FaultyFileSystem fileSystem) {
    this.provider = provider;
    this.faults = faults;
    this.fileSystem = fileSystem;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = FaultyPath.unwrap(path);
    faults.check(Operation.OPEN, file);
    return new FaultyFile(provider.newFileChannel(file, options, attributes), file, faults);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path file = FaultyPath.unwrap(source);
    faults.check(Operation.MOVE, file);
    provider.move(file, FaultyPath.unwrap(target), options);
  }

  @Override
  public void delete(Path path) throws IOException {
    Path file = FaultyPath.unwrap(path);
    faults.check(Operation.DELETE, file);
    provider.delete(file);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> files =
        provider.newDirectoryStream(
            FaultyPath.unwrap(dir), file -> filter.accept(fileSystem.wrap(file)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(files.spliterator(), false).map(fileSystem::wrap).iterator();
      }

      @Override
      public void close() throws IOException {
        files.close();
      }
    };
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    provider.createDirectory(FaultyPath.unwrap(dir), attributes);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    provider.copy(FaultyPath.unwrap(source), FaultyPath.unwrap(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return provider.isSameFile(FaultyPath.unwrap(path), FaultyPath.unwrap(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return provider.isHidden(FaultyPath.unwrap(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return provider.getFileStore(FaultyPath.unwrap(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    provider.checkAccess(FaultyPath.unwrap(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return provider.getFileAttributeView(FaultyPath.unwrap(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return provider.readAttributes(FaultyPath.unwrap(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return provider.readAttributes(FaultyPath.unwrap(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    provider.setAttribute(FaultyPath.unwrap(path), attribute, value, options);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }
}
