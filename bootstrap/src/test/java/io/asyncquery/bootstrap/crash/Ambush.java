package io.asyncquery.bootstrap.crash;

import static java.lang.System.Logger.Level.ERROR;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Kills a JVM where it enters a method. The product knows nothing of this: the method is a
 * breakpoint, and when a thread comes to it, the whole JVM stands still until it is dead.
 */
final class Ambush {

  private static final System.Logger LOG = System.getLogger(Ambush.class.getName());

  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;

  private Ambush(
      ListeningConnector connector, Map<String, Connector.Argument> arguments, String address) {
    this.connector = connector;
    this.arguments = arguments;
    this.address = address;
  }

  /** Waits for the JVM that is started with {@link #jvmOption}. */
  static Ambush prepare() throws IOException, IllegalConnectorArgumentsException {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    argument(arguments, "localAddress").setValue("127.0.0.1");
    argument(arguments, "port").setValue("0");
    argument(arguments, "timeout").setValue("30000");
    return new Ambush(connector, arguments, connector.startListening(arguments));
  }

  private static Connector.Argument argument(
      Map<String, Connector.Argument> arguments, String name) {
    Connector.Argument argument = arguments.get(name);
    if (argument == null) {
      throw new IllegalStateException("The connector knows no [" + name + "]");
    }
    return argument;
  }

  String jvmOption() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:"
        + address.substring(address.lastIndexOf(':') + 1);
  }

  /** The JVM, which has come and stands before its first step. */
  Victim await() throws IOException, IllegalConnectorArgumentsException {
    try {
      return new Victim(connector.accept(arguments));
    } finally {
      connector.stopListening(arguments);
    }
  }

  /** A JVM that can be waited for at a method. */
  static final class Victim {

    private final VirtualMachine machine;
    private final Set<Location> laid = new HashSet<>();

    Victim(VirtualMachine machine) {
      this.machine = machine;
    }

    /** Whether the debugger keeps a thread of it, and not itself. */
    boolean isHalted() {
      try {
        return machine.allThreads().stream().anyMatch(ThreadReference::isSuspended);
      } catch (VMDisconnectedException _) {
        return false;
      }
    }

    /** Lets it make its first step. */
    void release() {
      machine.resume();
    }

    /**
     * Kills it when it comes to {@code point} for the {@code nth} time from now on.
     *
     * @param kill runs on a thread of its own while the JVM stands still
     */
    void lay(KillPoint point, int nth, Runnable kill) {
      ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
      prepared.addClassFilter(point.className());
      prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
      prepared.enable();
      machine.classesByName(point.className()).forEach(type -> lay(type, point, nth));
      Thread.ofPlatform().name("ambush").daemon().start(() -> await(point, nth, kill));
    }

    private synchronized void lay(ReferenceType type, KillPoint point, int nth) {
      if (type.methodsByName(point.method()).isEmpty()) {
        throw new AssertionError(point + ": no such method any more");
      }
      for (Method method : type.methodsByName(point.method())) {
        if (!method.isAbstract() && !method.isBridge() && laid.add(method.location())) {
          BreakpointRequest breakpoint =
              machine.eventRequestManager().createBreakpointRequest(method.location());
          breakpoint.setSuspendPolicy(EventRequest.SUSPEND_ALL);
          breakpoint.addCountFilter(nth);
          breakpoint.enable();
        }
      }
    }

    private void await(KillPoint point, int nth, Runnable kill) {
      try {
        while (true) {
          EventSet events = machine.eventQueue().remove();
          for (Event event : events) {
            if (event instanceof BreakpointEvent) {
              kill.run();
              return;
            }
            if (event instanceof ClassPrepareEvent prepared) {
              lay(prepared.referenceType(), point, nth);
            }
          }
          events.resume();
        }
      } catch (VMDisconnectedException _) {
        // It died of something else.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        // Else it would stand still for ever, and the test with it.
        LOG.log(ERROR, "The ambush at [" + point + "] failed", e);
        machine.exit(1);
      }
    }
  }
}
