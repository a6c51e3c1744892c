package io.asyncquery.application.fake;

import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events in a list. */
public final class InMemoryAuditLog implements AuditLog {

  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void record(AuditEvent event) {
    events.add(event);
  }

  /** All of them, in their order. */
  public List<AuditEvent> events() {
    return List.copyOf(events);
  }
}
