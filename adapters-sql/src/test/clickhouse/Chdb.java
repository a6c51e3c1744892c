import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The engine of ClickHouse as a library; each session has settings of its own. */
final class Chdb {

  private static final int MOST_MESSAGE = 1 << 20;

  private final SymbolLookup library;
  private final String data;
  private final MethodHandle connect;
  private final MethodHandle query;
  private final MethodHandle stream;
  private final MethodHandle fetch;
  private final MethodHandle buffer;
  private final MethodHandle length;
  private final MethodHandle error;
  private final MethodHandle destroy;
  private final MethodHandle close;

  Chdb(Path file, Path data) throws Throwable {
    this.library = SymbolLookup.libraryLookup(file, Arena.global());
    this.data = data.toString();
    this.connect = function("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
    this.query = function("chdb_query_n", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    this.stream =
        function("chdb_stream_query_n", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    this.fetch = function("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS);
    this.buffer = function("chdb_result_buffer", ADDRESS, ADDRESS);
    this.length = function("chdb_result_length", JAVA_LONG, ADDRESS);
    this.error = function("chdb_result_error", ADDRESS, ADDRESS);
    this.destroy = action("chdb_destroy_query_result", ADDRESS);
    this.close = action("chdb_close_conn", ADDRESS);
    // Else the library takes over what the virtual machine lives by.
    action("chdb_set_signal_handlers_enabled", JAVA_INT).invoke(0);
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle action(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  Session open() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arena.allocate(ADDRESS, 2);
      arguments.setAtIndex(ADDRESS, 0, arena.allocateFrom("clickhouse"));
      arguments.setAtIndex(ADDRESS, 1, arena.allocateFrom("--path=" + data));
      MemorySegment session = (MemorySegment) connect.invoke(2, arguments);
      if (session.address() == 0) {
        throw new IllegalStateException("No session");
      }
      return new Session(session);
    }
  }

  /** What the engine says of a statement that failed: {@code Code: 60. DB::Exception: ...}. */
  static final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
      super(message);
    }
  }

  /** A session, of one thread at a time. */
  final class Session implements AutoCloseable {

    private final MemorySegment session;

    Session(MemorySegment session) {
      this.session = session;
    }

    /** All bytes of the answer, in a format. */
    byte[] query(String sql, String format) throws Throwable {
      MemorySegment result = send(query, sql, format);
      try {
        return bytes(result);
      } finally {
        destroy.invoke(result);
      }
    }

    /** The same bytes as they are made. */
    Stream stream(String sql, String format) throws Throwable {
      MemorySegment result = send(stream, sql, format);
      try {
        byte[] _ = bytes(result);
      } catch (EngineException e) {
        destroy.invoke(result);
        throw e;
      }
      return new Stream(handle(), result);
    }

    private MemorySegment send(MethodHandle function, String sql, String format) throws Throwable {
      byte[] statement = sql.getBytes(StandardCharsets.UTF_8);
      try (Arena arena = Arena.ofConfined()) {
        return (MemorySegment)
            function.invoke(
                handle(),
                arena.allocateFrom(JAVA_BYTE, statement),
                (long) statement.length,
                arena.allocateFrom(format),
                (long) format.length());
      }
    }

    private MemorySegment handle() {
      return session.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    @Override
    public void close() {
      try {
        close.invoke(session);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** An answer that comes part by part. */
  final class Stream implements AutoCloseable {

    private final MemorySegment handle;
    private final MemorySegment result;

    Stream(MemorySegment handle, MemorySegment result) {
      this.handle = handle;
      this.result = result;
    }

    /** The next part; empty at the end. */
    byte[] next() throws Throwable {
      MemorySegment part = (MemorySegment) fetch.invoke(handle, result);
      try {
        return bytes(part);
      } finally {
        destroy.invoke(part);
      }
    }

    @Override
    public void close() {
      try {
        destroy.invoke(result);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private byte[] bytes(MemorySegment result) throws Throwable {
    MemorySegment failure = (MemorySegment) error.invoke(result);
    if (failure.address() != 0) {
      throw new EngineException(failure.reinterpret(MOST_MESSAGE).getString(0));
    }
    long size = (long) length.invoke(result);
    return size == 0
        ? new byte[0]
        : ((MemorySegment) buffer.invoke(result)).reinterpret(size).toArray(JAVA_BYTE);
  }
}
