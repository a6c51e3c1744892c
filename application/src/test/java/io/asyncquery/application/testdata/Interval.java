package io.asyncquery.application.testdata;

/** A value of the type INTERVAL, in the three parts of its layout. */
public record Interval(int months, int days, long micros) {}
