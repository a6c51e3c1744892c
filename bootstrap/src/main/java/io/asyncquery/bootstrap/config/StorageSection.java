package io.asyncquery.bootstrap.config;

import io.asyncquery.domain.Digest;
import io.asyncquery.storage.results.SpaceLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the server keeps what must survive a restart. */
public record StorageSection(
    @Setting(
            "The folder for results and the states of queries. It is created where it does not"
                + " exist, for this user alone, and belongs to one running server at a time.")
        Path folder,
    @Setting(
            value =
                "The room that all results may take together. A result that does not fit fails, and"
                    + " submissions are refused with 507 while it is used up.",
            absence = "no limit",
            min = "1MB")
        Optional<ByteSize> quota,
    @Setting(
            value =
                "The free space that results leave on the disk. While there is less, submissions"
                    + " are refused with 507 and what is being written fails; downloads go on.",
            defaultsTo = "100MB")
        ByteSize freeSpaceFloor,
    @Setting(
            value =
                "What a result is known by, as its ETag and Repr-Digest: crc tells what a disk or a"
                    + " wire changed at next to no cost; sha-256 is for clients that check files"
                    + " against it, and an export takes about a fifth more processor time.",
            defaultsTo = "crc")
        Digest.Algorithm digest) {

  public SpaceLimits limits() {
    return new SpaceLimits(
        quota.map(size -> OptionalLong.of(size.bytes())).orElseGet(OptionalLong::empty),
        freeSpaceFloor.bytes());
  }
}
