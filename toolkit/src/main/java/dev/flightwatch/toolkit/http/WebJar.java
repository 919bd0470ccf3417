package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A library for browsers that is on the class path as a WebJar. */
public final class WebJar {
  private WebJar() {}

  /**
   * Returns the folder of the library's files on the class path, for the version that is there,
   * with a slash at its end. Fails if the library is not on the class path.
   *
   * @param group the group of its Maven coordinates, such as {@code org.webjars.npm}
   * @param name the name of the library
   */
  public static Future<String> folder(Vertx vertx, String group, String name) {
    return vertx
        .fileSystem()
        .readFile("META-INF/maven/" + group + '/' + name + "/pom.properties")
        .map(properties -> properties.toString().replaceAll("(?s).*version=(\\S+).*", "$1"))
        .map(version -> "META-INF/resources/webjars/" + name + '/' + version + '/');
  }
}
