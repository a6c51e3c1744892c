package io.asyncquery.application;

/** Tells whether this server can take and answer queries now. */
public interface CheckReadiness {

  /** False while it starts and as soon as it begins to stop. */
  boolean ready();
}
