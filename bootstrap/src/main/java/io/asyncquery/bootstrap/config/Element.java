package io.asyncquery.bootstrap.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A part of the document.
 *
 * @param node nothing where the document says nothing
 */
record Element(Place place, Optional<Node> node) {

  static Element of(Place place, Node node) {
    boolean isNull = node.getTag().equals(Tag.NULL);
    return new Element(place, isNull ? Optional.empty() : Optional.of(node));
  }

  static Element absent(Place place) {
    return new Element(place, Optional.empty());
  }

  /** The elements of a mapping by their keys, in the order of the file; none where it is empty. */
  Map<String, Element> children() throws ConfigurationException {
    Map<String, Element> children = new LinkedHashMap<>();
    if (node.isEmpty()) {
      return children;
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      throw place.problem("must be a mapping: keys with values, one a line");
    }
    for (NodeTuple entry : mapping.getValue()) {
      int line = entry.getKeyNode().getStartMark().getLine() + 1;
      if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
        throw place.child("?", line).problem("is no key: a key is one word or a quoted text");
      }
      Place childPlace = place.child(key.getValue(), line);
      Element child = of(childPlace, entry.getValueNode());
      Element earlier = children.putIfAbsent(key.getValue(), child);
      if (earlier != null) {
        throw childPlace.problem("stands twice; first in line " + earlier.place().line());
      }
    }
    return children;
  }

  /** Whether it is a single value. */
  boolean isSingle() {
    return node.filter(ScalarNode.class::isInstance).isPresent();
  }

  /** The elements of a list; a single value is a list of one. */
  List<Element> items() throws ConfigurationException {
    if (node.isPresent() && node.get() instanceof SequenceNode list) {
      return list.getValue().stream().map(item -> of(place, item)).toList();
    }
    if (!isSingle()) {
      throw place.problem("must be a list: [one, two]");
    }
    return List.of(this);
  }

  /** The text of a single value. */
  String text() throws ConfigurationException {
    if (node.isEmpty()) {
      throw place.problem("has no value");
    }
    if (!(node.get() instanceof ScalarNode scalar)) {
      throw place.problem("must be a single value");
    }
    if (scalar.getValue().isBlank()) {
      throw place.problem("is empty");
    }
    return scalar.getValue();
  }
}
