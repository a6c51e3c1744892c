package io.asyncquery.storage.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of which each write takes a few bytes only; nothing else can be done with it. */
final class ShortWrites extends WriteOnlyChannel {

  private final FileChannel channel;
  private final int most;

  ShortWrites(FileChannel channel, int most) {
    this.channel = channel;
    this.most = most;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    int count = Math.min(most, source.remaining());
    int written = channel.write(source.slice(source.position(), count), position);
    source.position(source.position() + written);
    return written;
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() {
    // The channel is another's.
  }
}
