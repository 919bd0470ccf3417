package dev.flightwatch.standalone;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.flightwatch.toolkit.config.Setting;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The code of the project that runs when some classes are used, by the calls and references in the
 * byte code. Where a constructor is reached, the methods that override another one are too, since
 * what knows the supertype may call them. Static initializers are not: those that declare settings
 * would reach all of them.
 */
final class ReachedCode {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.flightwatch");

  private final Class<?> excluded;
  private final Set<JavaMember> reached = new HashSet<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
  private final Set<Setting<?>> settings = new HashSet<>();

  private ReachedCode(Class<?> excluded) {
    this.excluded = excluded;
  }

  /**
   * Returns the settings that code reads, all of which are constants.
   *
   * @param excluded a class that is not entered, because it only declares settings and checks them
   * @param used where the code begins
   */
  static Set<Setting<?>> settings(Class<?> excluded, Collection<Class<?>> used) {
    ReachedCode code = new ReachedCode(excluded);
    used.forEach(type -> CLASSES.get(type).getCodeUnits().forEach(code::reach));
    while (!code.open.isEmpty()) {
      code.open
          .remove()
          .getAccessesFromSelf()
          .forEach(access -> access.getTarget().resolveMember().ifPresent(code::reach));
    }
    return code.settings;
  }

  private void reach(JavaMember member) {
    if (!reached.add(member)) {
      return;
    }
    if (member instanceof JavaField field) {
      read(field);
    } else if (member instanceof JavaCodeUnit unit && isEntered(unit)) {
      open.add(unit);
      if (unit instanceof JavaConstructor) {
        unit.getOwner().getMethods().stream().filter(ReachedCode::overrides).forEach(this::reach);
      }
    }
  }

  private boolean isEntered(JavaCodeUnit unit) {
    return !(unit instanceof JavaStaticInitializer) && !unit.getOwner().isEquivalentTo(excluded);
  }

  private static boolean overrides(JavaMethod method) {
    int parameters = method.getRawParameterTypes().size();
    return Stream.of(
            method.getOwner().getAllRawSuperclasses(), method.getOwner().getAllRawInterfaces())
        .flatMap(Collection::stream)
        .flatMap(type -> type.getMethods().stream())
        .filter(other -> other.getName().equals(method.getName()))
        .anyMatch(other -> other.getRawParameterTypes().size() == parameters);
  }

  private void read(JavaField field) {
    if (field.getRawType().isEquivalentTo(Setting.class)
        && field.getModifiers().contains(JavaModifier.STATIC)) {
      settings.add(constant(field.reflect()));
    }
  }

  private static Setting<?> constant(Field field) {
    field.setAccessible(true);
    try {
      return (Setting<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
