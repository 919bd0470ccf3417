package dev.flightwatch.toolkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(
    packages = ArchitectureTest.TOOLKIT,
    importOptions = {DoNotIncludeTests.class})
class ArchitectureTest {
  static final String TOOLKIT = "dev.flightwatch.toolkit";
  private static final String DOMAIN_WORDS = "(?i).*(user|(?<!in_?)flight|airport).*";

  // The sentences of each package-info about what the room may import.
  @ArchTest static final ArchRule ERROR_IMPORTS_NO_ROOM = importsOnly("error");
  @ArchTest static final ArchRule TEXT_IMPORTS_NO_ROOM = importsOnly("text");
  @ArchTest static final ArchRule LOG_IMPORTS_NO_ROOM = importsOnly("log");
  @ArchTest static final ArchRule CONFIG_IMPORTS_NO_ROOM = importsOnly("config");

  @ArchTest static final ArchRule IDEMPOTENCY_IMPORTS_NO_ROOM = importsOnly("idempotency");

  @ArchTest static final ArchRule TIMER_IMPORTS_LOG = importsOnly("timer", "log");

  @ArchTest
  static final ArchRule TLS_IMPORTS_CONFIG_AND_TIMER = importsOnly("tls", "config", "timer");

  @ArchTest static final ArchRule METRICS_IMPORTS_NO_ROOM = importsOnly("metrics");

  @ArchTest
  static final ArchRule MICROMETER_IS_USED_BY_METRICS_CLASSES_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("metrics"))
          .and()
          .haveNameNotMatching(".*Metrics(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule BUS_IMPORTS_ERROR_LOG_AND_METRICS =
      importsOnly("bus", "error", "log", "metrics");

  @ArchTest
  static final ArchRule LAUNCH_IMPORTS_CLUSTER_CONFIG_ERROR_METRICS_AND_TRACE =
      importsOnly("launch", "cluster", "config", "error", "metrics", "trace");

  @ArchTest static final ArchRule CLUSTER_IMPORTS_CONFIG = importsOnly("cluster", "config");

  @ArchTest static final ArchRule TRACE_IMPORTS_CONFIG = importsOnly("trace", "config");

  @ArchTest
  static final ArchRule OPENTELEMETRY_STAYS_IN_TRACE =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("trace"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry..", "io.vertx.tracing..");

  @ArchTest
  static final ArchRule CLUSTER_MANAGER_STAYS_IN_CLUSTER =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("cluster"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.infinispan..", "org.jgroups..");

  @ArchTest
  static final ArchRule HTTP_IMPORTS_NEITHER_GRPC_NOR_BUS =
      importsNone("http", TOOLKIT + ".grpc..", TOOLKIT + ".bus..", "io.vertx.grpc..");

  @ArchTest
  static final ArchRule GRPC_IMPORTS_NEITHER_HTTP_NOR_BUS =
      importsNone("grpc", TOOLKIT + ".http..", TOOLKIT + ".bus..");

  @ArchTest
  static final ArchRule ERROR_AND_TEXT_KNOW_NO_TRANSPORT =
      noClasses()
          .that()
          .resideInAnyPackage(room("error"), room("text"))
          .should()
          .dependOnClassesThat(
              not(resideInAnyPackage("java..", room("error"), room("text")))
                  .as("are none of the JDK's"));

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CIRCLE =
      slices().matching(TOOLKIT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_ROOM_HAS_ITS_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.of(
                      "bus",
                      "cluster",
                      "config",
                      "error",
                      "grpc",
                      "http",
                      "idempotency",
                      "launch",
                      "log",
                      "metrics",
                      "text",
                      "timer",
                      "tls",
                      "trace")
                  .map(ArchitectureTest::room)
                  .toArray(String[]::new))
          .because("a new room needs its own rule here");

  @ArchTest
  static final ArchRule EVENT_BUS_STAYS_IN_BUS =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("bus"))
          .should()
          .accessTargetWhere(target(are(name("eventBus"))))
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("io.vertx.core.eventbus..")
                  .and(not(type(EventBusOptions.class)))
                  .as("are the event bus"));

  @ArchTest
  static final ArchRule ENVIRONMENT_STAYS_IN_CONFIG =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("config"))
          .should()
          .accessTargetWhere(
              target(are(name("getenv"))).and(target(owner(are(name(System.class.getName()))))));

  @ArchTest
  static final ArchRule WEB_STAYS_IN_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("http"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_ANOTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flightwatch..")
                  .and(not(resideInAPackage(TOOLKIT + "..")))
                  .as("belong to another module"));

  @ArchTest
  static final ArchRule CLASSES_SAY_NOTHING_OF_ONE_SYSTEM =
      classes()
          .should()
          .haveNameNotMatching("dev\\.flightwatch\\." + DOMAIN_WORDS)
          .because("the toolkit serves any system");

  @ArchTest
  static final ArchRule MEMBERS_SAY_NOTHING_OF_ONE_SYSTEM =
      members()
          .that()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveNameNotMatching(DOMAIN_WORDS)
          .because("the toolkit serves any system");

  private static String room(String name) {
    return TOOLKIT + "." + name + "..";
  }

  private static ArchRule importsOnly(String room, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(room), Arrays.stream(others))
            .map(ArchitectureTest::room)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> anotherRoom =
        resideInAPackage(TOOLKIT + "..").and(not(resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(room(room))
        .should()
        .dependOnClassesThat(anotherRoom.as("reside in a room other than " + List.of(others)));
  }

  private static ArchRule importsNone(String room, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage(room(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
