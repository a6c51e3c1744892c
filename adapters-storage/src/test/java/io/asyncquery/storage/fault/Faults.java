package io.asyncquery.storage.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What fails, and with what. */
public final class Faults {

  /** What may fail. */
  public enum Operation {
    OPEN,
    WRITE,
    FORCE,
    MOVE,
    DELETE
  }

  private record Fault(Operation operation, Predicate<Path> where, IOException thrown) {}

  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  /** Every such operation fails from now on, where the path of the file fits. */
  public void fail(Operation operation, Predicate<Path> where, IOException thrown) {
    faults.add(new Fault(operation, where, thrown));
  }

  /** Nothing fails any more. */
  public void mend() {
    faults.clear();
  }

  void check(Operation operation, Path path) throws IOException {
    for (Fault fault : faults) {
      if (fault.operation() == operation && fault.where().test(path)) {
        throw fault.thrown();
      }
    }
  }
}
