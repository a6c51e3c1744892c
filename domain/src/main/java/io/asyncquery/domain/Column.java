package io.asyncquery.domain;

/** A column of a result: its name as the query gives it, and its type. */
public record Column(String name, ColumnType type) {}
