package dev.flightwatch.toolkit.trace;

import io.vertx.core.spi.tracing.TagExtractor;
import java.util.List;
import java.util.Map;

/**
 * The tags of a span, followed by others.
 *
 * @param added names and values
 */
record AddedTags<R>(TagExtractor<R> tags, List<Map.Entry<String, String>> added)
    implements TagExtractor<R> {
  @Override
  public int len(R request) {
    return tags.len(request) + added.size();
  }

  @Override
  public String name(R request, int index) {
    int own = tags.len(request);
    return index < own ? tags.name(request, index) : added.get(index - own).getKey();
  }

  @Override
  public String value(R request, int index) {
    int own = tags.len(request);
    return index < own ? tags.value(request, index) : added.get(index - own).getValue();
  }
}
