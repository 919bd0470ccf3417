package dev.flightwatch.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The condition that {@code vertx run} can create a verticle. */
final class HaveNoArgumentConstructor extends ArchCondition<JavaClass> {
  HaveNoArgumentConstructor() {
    super("have a public constructor without arguments");
  }

  @Override
  public void check(JavaClass verticle, ConditionEvents events) {
    boolean has =
        verticle.getConstructors().stream()
            .anyMatch(
                c ->
                    c.getRawParameterTypes().isEmpty()
                        && c.getModifiers().contains(JavaModifier.PUBLIC));
    events.add(new SimpleConditionEvent(verticle, has, verticle.getName()));
  }
}
