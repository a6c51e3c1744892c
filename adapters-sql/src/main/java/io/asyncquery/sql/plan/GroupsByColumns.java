package io.asyncquery.sql.plan;

/** A dialect whose GROUP BY knows columns and numbers of items, and no aliases of these. */
public interface GroupsByColumns {}
