package io.asyncquery.storage.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A file in memory that takes some bytes, a few at a time, and then fails. */
final class FaultyChannel extends WriteOnlyChannel {

  private static final int MOST_AT_A_TIME = 1_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicInteger forcesToFail = new AtomicInteger(Integer.MAX_VALUE);
  private final int capacity;
  private final IOException fault;

  FaultyChannel(int capacity, IOException fault) {
    this.capacity = capacity;
    this.fault = fault;
  }

  byte[] written() {
    return bytes.toByteArray();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = Math.min(Math.min(source.remaining(), MOST_AT_A_TIME), capacity - bytes.size());
    if (count == 0) {
      throw fault;
    }
    for (int i = 0; i < count; i++) {
      bytes.write(source.get());
    }
    return count;
  }

  /** Lets only the first force fail, as a system that tells a fault once. */
  FaultyChannel failingOnce() {
    forcesToFail.set(1);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (forcesToFail.getAndDecrement() > 0) {
      throw fault;
    }
  }

  @Override
  protected void implCloseChannel() throws IOException {
    throw fault;
  }
}
