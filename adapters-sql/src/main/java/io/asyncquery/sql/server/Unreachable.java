package io.asyncquery.sql.server;

import io.asyncquery.domain.QueryFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a server cannot be reached, by what lies below that which the driver threw. */
public final class Unreachable {

  private static final int DEEPEST = 20;
  private static final String SILENCE = "no answer in time";

  private Unreachable() {}

  /** A failure that names the source and the reason, neither the host nor the user. */
  public static QueryFailure failure(String source, SQLException thrown) {
    return QueryFailure.source(
        "Source [" + source + "] cannot be reached" + reason(thrown).map(r -> ": " + r).orElse(""));
  }

  /** The same where nothing came in time. */
  public static QueryFailure noAnswer(String source) {
    return QueryFailure.source("Source [" + source + "] cannot be reached: " + SILENCE);
  }

  /** The failure of a query whose connection broke. */
  public static QueryFailure lost(String source, SQLException thrown) {
    return QueryFailure.source(
        isSilence(thrown)
            ? "Source [" + source + "]: connection lost, it sent nothing for too long"
            : "Source [" + source + "]: connection lost");
  }

  private static boolean isSilence(SQLException thrown) {
    return SILENCE.equals(reason(thrown).orElse(""));
  }

  private static Optional<String> reason(SQLException thrown) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      Optional<String> reason =
          switch (cause) {
            case UnknownHostException _ -> Optional.of("its host is not known");
            case NoRouteToHostException _ -> Optional.of("no way leads to its host");
            case SocketTimeoutException _ -> Optional.of(SILENCE);
            case SQLTimeoutException _ -> Optional.of(SILENCE);
            case ConnectException _ -> Optional.of("its host refuses connections at its port");
            case SSLException _ -> Optional.of("TLS was not agreed on");
            default -> Optional.empty();
          };
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }
}
