package io.asyncquery.storage.results;

import java.util.OptionalLong;

/**
 * The room that results may take.
 *
 * @param quota bytes of all results together, those in the making included
 * @param floor bytes of the disk that stay free for others, 0 or more
 */
public record SpaceLimits(OptionalLong quota, long floor) {

  /** The whole disk. */
  public static final SpaceLimits NONE = new SpaceLimits(OptionalLong.empty(), 0);
}
