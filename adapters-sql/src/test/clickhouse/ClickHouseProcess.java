import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * ClickHouse in a process of its own, which ends with the one that started it. The engine is
 * ClickHouse's, as a library: what SQL means, the bytes of answers, settings, the list of
 * processes, KILL QUERY and all errors with their codes are its own. This front speaks HTTP for it
 * as ClickHouse documents its interface: who signs in, which parameters of the address are
 * settings, how an error is said before and behind the first row, and that a query ends when nobody
 * waits for it any more. Arguments: the library, the folder of its data, the port, and for TLS a
 * key store and its password. Says where it listens in a line of its output.
 */
public final class ClickHouseProcess {

  private static final String USER = "reports";
  private static final String PASSWORD = "secret of reports";
  private static final String LIMITED = "limited";

  /** Before the settings in the profile of a user. */
  private static final String PROFILE = "profile of ";

  /** Parameters of the address that are no settings. */
  private static final Set<String> RESERVED =
      Set.of("database", "query_id", "default_format", "wait_end_of_query", "buffer_size");

  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
  private static final Pattern STREAMED =
      Pattern.compile("\\s*[(]*\\s*(SELECT|WITH)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Chdb engine;

  private ClickHouseProcess(Chdb engine) {
    this.engine = engine;
  }

  public static void main(String[] args) throws Throwable {
    Chdb engine = new Chdb(Path.of(args[0]), Path.of(args[1]));
    Chdb.Session first = engine.open();
    ClickHouseProcess process = new ClickHouseProcess(engine);
    ServerSocket plain = new ServerSocket();
    plain.setReuseAddress(true);
    plain.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])));
    Optional<ServerSocket> tls =
        args.length > 3 ? Optional.of(tls(args[3], args[4])) : Optional.empty();
    Thread.ofPlatform().daemon().start(() -> process.accept(plain));
    tls.ifPresent(socket -> Thread.ofPlatform().daemon().start(() -> process.accept(socket)));
    int tlsPort = tls.map(ServerSocket::getLocalPort).orElse(0);
    System.out.println("LISTENING " + plain.getLocalPort() + " " + tlsPort + " .");
    while (System.in.read() >= 0) {
      // The end of the other process is the end of its pipe.
    }
    first.close();
    Runtime.getRuntime().halt(0);
  }

  private static ServerSocket tls(String file, String password) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(file)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private void accept(ServerSocket entrance) {
    while (true) {
      try {
        HttpConversation conversation = new HttpConversation(entrance.accept());
        Thread.ofPlatform().daemon().start(() -> converse(conversation));
      } catch (IOException e) {
        System.out.println("not accepted: " + e);
      }
    }
  }

  private void converse(HttpConversation conversation) {
    try (conversation) {
      for (var next = conversation.next(); next.isPresent(); next = conversation.next()) {
        answer(next.get(), conversation);
      }
    } catch (IOException _) {
      // Nobody waits any more.
    } catch (Throwable e) {
      e.printStackTrace();
    }
  }

  private void answer(HttpConversation.Request request, HttpConversation to) throws Throwable {
    String user = user(request);
    if (user.isEmpty()) {
      say(
          "Code: 516. DB::Exception: Authentication failed: password is incorrect, or there is no"
              + " user with such name. (AUTHENTICATION_FAILED)",
          to);
      return;
    }
    String id = request.parameters().getOrDefault("query_id", UUID.randomUUID().toString());
    try (Chdb.Session session = engine.open()) {
      prepare(session, request.parameters(), user, id);
      answer(request, id, session, to);
    } catch (Chdb.EngineException e) {
      say(e.getMessage(), to);
    }
  }

  /** Who has signed in; empty where that failed. */
  private static String user(HttpConversation.Request request) {
    String basic = request.headers().getOrDefault("authorization", "Basic ZGVmYXVsdDo=");
    byte[] both = Base64.getDecoder().decode(basic.replaceFirst("^Basic ", ""));
    String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
    boolean right =
        switch (parts[0]) {
          case "default", LIMITED -> parts[1].isEmpty();
          case USER -> parts[1].equals(PASSWORD);
          default -> parts[0].startsWith(PROFILE);
        };
    return right ? parts[0] : "";
  }

  /** Settings of the user, then those of the request, which the former may forbid. */
  private static void prepare(
      Chdb.Session session, Map<String, String> parameters, String user, String id)
      throws Throwable {
    Map<String, String> settings = new LinkedHashMap<>(parameters);
    settings.keySet().removeAll(RESERVED);
    settings.put("log_comment", id);
    String last = settings.remove("readonly");
    if (parameters.containsKey("database")) {
      run(session, "USE " + identifier(parameters.get("database")));
    }
    if (user.equals(LIMITED)) {
      run(session, "SET readonly = 1");
    }
    if (user.startsWith(PROFILE)) {
      run(session, "SET " + user.substring(PROFILE.length()));
    }
    run(
        session,
        "SET "
            + settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + literal(setting.getValue()))
                .collect(Collectors.joining(", ")));
    if (last != null) {
      run(session, "SET readonly = " + last);
    }
  }

  private static void run(Chdb.Session session, String sql) throws Throwable {
    byte[] _ = session.query(sql, "Null");
  }

  private static String identifier(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static String literal(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void answer(
      HttpConversation.Request request, String id, Chdb.Session session, HttpConversation to)
      throws Throwable {
    // The library gives queries names of its own; it keeps what they are called here beside them.
    String sql =
        request.body().startsWith("KILL QUERY WHERE query_id =")
            ? request.body().replaceFirst("query_id", "Settings['log_comment']")
            : request.body();
    String format = request.parameters().getOrDefault("default_format", "TabSeparated");
    boolean whole = "1".equals(request.parameters().get("wait_end_of_query"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-ClickHouse-Query-Id", id);
    headers.put("X-ClickHouse-Format", format);
    if (whole || !STREAMED.matcher(sql).matches()) {
      byte[] bytes = session.query(sql, format);
      to.begin(200, headers);
      to.write(bytes);
      to.end();
      return;
    }
    stream(sql, format, id, headers, session, to);
  }

  private void stream(
      String sql,
      String format,
      String id,
      Map<String, String> headers,
      Chdb.Session session,
      HttpConversation to)
      throws Throwable {
    Thread watch = Thread.ofPlatform().daemon().start(() -> watch(id, to));
    try (Chdb.Stream stream = session.stream(sql, format)) {
      byte[] part = stream.next();
      String tag = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
      headers.put("X-ClickHouse-Exception-Tag", tag);
      stop(watch);
      to.begin(200, headers);
      for (; part.length > 0; part = next(stream, tag, to)) {
        to.write(part);
      }
      to.end();
    } catch (IOException e) {
      kill(id);
      throw e;
    } finally {
      stop(watch);
    }
  }

  /** An error behind the first row is said in a frame, and the response then breaks off. */
  private static byte[] next(Chdb.Stream stream, String tag, HttpConversation to) throws Throwable {
    try {
      return stream.next();
    } catch (Chdb.EngineException e) {
      String message = e.getMessage();
      String frame = "\r\n__exception__\r\n" + tag + "\r\n" + message + "\r\n";
      int length = message.getBytes(StandardCharsets.UTF_8).length;
      to.write(
          (frame + length + " " + tag + "\r\n__exception__\r\n").getBytes(StandardCharsets.UTF_8));
      throw new IOException("said", e);
    }
  }

  private static void stop(Thread watch) throws InterruptedException {
    watch.interrupt();
    watch.join();
  }

  /**
   * Ends a query that works for its first row when nobody waits for it any more; ends itself when
   * that row is there, by an interrupt.
   */
  private void watch(String id, HttpConversation from) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (from.isLeft()) {
          kill(id);
          return;
        }
      }
    } catch (Throwable e) {
      e.printStackTrace();
    }
  }

  private void kill(String id) throws Throwable {
    try (Chdb.Session session = engine.open()) {
      run(session, "KILL QUERY WHERE Settings['log_comment'] = " + literal(id) + " ASYNC");
    }
  }

  private static void say(String message, HttpConversation to) throws IOException {
    Matcher code = CODE.matcher(message);
    String number = code.lookingAt() ? code.group(1) : "0";
    to.begin(
        switch (number) {
          case "516" -> 403;
          case "60", "81" -> 404;
          default -> 500;
        },
        Map.of("X-ClickHouse-Exception-Code", number));
    to.write(message.getBytes(StandardCharsets.UTF_8));
    to.end();
  }
}
