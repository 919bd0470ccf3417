package dev.flightwatch.toolkit.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A registry of settings in declaration order. A class that declares settings keeps one registry
 * and adds each setting where it declares it, so that a setting is listed nowhere else:
 *
 * <pre>{@code
 * public static final Settings SETTINGS = new Settings();
 *
 * static final Setting<Integer> PORT = SETTINGS.add(Setting.port("port", 80, "HTTP port."));
 * }</pre>
 *
 * <p>The registry must be the first static field, because static fields are initialised in textual
 * order. Settings are added only by static initialisers; after that, any thread may read.
 */
public final class Settings {
  private record Entry(Setting<?> setting, boolean isTuning) {}

  private final List<Entry> own = new ArrayList<>();
  private final List<Settings> included;

  /** Creates a registry whose own settings are followed by those of other registries. */
  public Settings(Settings... included) {
    this.included = List.of(included);
  }

  /**
   * Adds a setting that operators change, and returns it.
   *
   * @throws IllegalArgumentException when the key is registered already
   */
  public <T> Setting<T> add(Setting<T> setting) {
    return add(setting, false);
  }

  /**
   * Adds a setting whose default suits nearly every installation, and returns it. The documentation
   * lists these settings apart from the others.
   *
   * @throws IllegalArgumentException when the key is registered already
   */
  public <T> Setting<T> addTuning(Setting<T> setting) {
    return add(setting, true);
  }

  private <T> Setting<T> add(Setting<T> setting, boolean isTuning) {
    if (all().stream().anyMatch(other -> other.key().equals(setting.key()))) {
      throw new IllegalArgumentException("The key " + setting.key() + " is registered twice");
    }
    own.add(new Entry(setting, isTuning));
    return setting;
  }

  /** Returns all settings. */
  public List<Setting<?>> all() {
    return entries().<Setting<?>>map(Entry::setting).toList();
  }

  /** Returns the settings that operators change. */
  public List<Setting<?>> operator() {
    return entries().filter(entry -> !entry.isTuning()).<Setting<?>>map(Entry::setting).toList();
  }

  /** Returns the settings for tuning. */
  public List<Setting<?>> tuning() {
    return entries().filter(Entry::isTuning).<Setting<?>>map(Entry::setting).toList();
  }

  private Stream<Entry> entries() {
    return Stream.concat(own.stream(), included.stream().flatMap(Settings::entries));
  }
}
