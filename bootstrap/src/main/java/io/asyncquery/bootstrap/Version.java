package io.asyncquery.bootstrap;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the distribution, from its manifest. */
final class Version implements IVersionProvider {

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(from classes)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "asyncquery " + current(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
