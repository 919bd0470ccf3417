package dev.flightwatch.toolkit.trace;

import io.vertx.core.Context;
import io.vertx.core.spi.tracing.TagExtractor;

/** Adds the verticle's name to the tags of a span, since services may share a process. */
record VerticleTag<R>(TagExtractor<R> tags, String verticle) implements TagExtractor<R> {
  static final String NAME = "vertx.verticle";

  static <R> TagExtractor<R> with(Context context, TagExtractor<R> tags) {
    String verticle = context.get(NAME);
    return verticle == null ? tags : new VerticleTag<>(tags, verticle);
  }

  @Override
  public int len(R request) {
    return tags.len(request) + 1;
  }

  @Override
  public String name(R request, int index) {
    return index == tags.len(request) ? NAME : tags.name(request, index);
  }

  @Override
  public String value(R request, int index) {
    return index == tags.len(request) ? verticle : tags.value(request, index);
  }
}
