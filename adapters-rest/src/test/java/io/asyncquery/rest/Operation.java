package io.asyncquery.rest;

import io.asyncquery.rest.download.CompressionThreads;
import io.asyncquery.rest.resource.InFlight;
import io.asyncquery.rest.resource.RestApplication;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** A method at a path, as a document and the resources both can say it. */
record Operation(String method, String path) implements Comparable<Operation> {

  /** All that the registered resources serve. */
  static Set<Operation> served(Service service) {
    try (CompressionThreads compression = new CompressionThreads()) {
      RestApplication application =
          new RestApplication(
              RestSettings.onLoopback(0),
              UseCases.of(service.application),
              service.signIns(),
              service.audit,
              new InFlight(),
              compression);
      Set<Operation> operations = new TreeSet<>();
      application.getClasses().stream()
          .flatMap(type -> Stream.ofNullable(Resource.from(type)))
          .forEach(resource -> collect(resource, "", operations));
      return operations;
    }
  }

  private static void collect(Resource resource, String parent, Set<Operation> operations) {
    String path = parent + (resource.getPath().startsWith("/") ? "" : "/") + resource.getPath();
    for (ResourceMethod method : resource.getResourceMethods()) {
      operations.add(new Operation(method.getHttpMethod(), path));
    }
    resource.getChildResources().forEach(child -> collect(child, path, operations));
  }

  boolean isAboutOneQuery() {
    return path.contains("{id}");
  }

  String at(Object id) {
    return "~" + path.replace("{id}", id.toString());
  }

  @Override
  public int compareTo(Operation other) {
    return toString().compareTo(other.toString());
  }
}
