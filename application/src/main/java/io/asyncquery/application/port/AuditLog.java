package io.asyncquery.application.port;

/**
 * Keeps who did what, for whoever has to find out later. Never fails, and never waits for the disk:
 * what cannot be kept is a matter for the operator, not for the caller.
 */
@FunctionalInterface
public interface AuditLog {

  void record(AuditEvent event);
}
