package dev.flightwatch.toolkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.testkit.ArchitectureRules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(packages = ArchitectureTest.TOOLKIT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  static final String TOOLKIT = "dev.flightwatch.toolkit";
  private static final ArchitectureRules RULES = ArchitectureRules.of(TOOLKIT);
  private static final String DOMAIN_WORDS = "(?i).*(user|(?<!in_?|pre)flight|airport).*";

  // What each package of the toolkit may import.
  @ArchTest static final ArchRule CONFIG = importsOnly("config");
  @ArchTest static final ArchRule ERROR = importsOnly("error");
  @ArchTest static final ArchRule IDEMPOTENCY = importsOnly("idempotency");
  @ArchTest static final ArchRule LOG = importsOnly("log");
  @ArchTest static final ArchRule METRICS = importsOnly("metrics");
  @ArchTest static final ArchRule TEXT = importsOnly("text", "error");
  @ArchTest static final ArchRule LIMIT = importsOnly("limit", "error");
  @ArchTest static final ArchRule TIMER = importsOnly("timer", "log");
  @ArchTest static final ArchRule TLS = importsOnly("tls", "config", "timer");
  @ArchTest static final ArchRule CLUSTER = importsOnly("cluster", "config");
  @ArchTest static final ArchRule TRACE = importsOnly("trace", "config");
  @ArchTest static final ArchRule BUS = importsOnly("bus", "error", "log", "metrics");
  @ArchTest static final ArchRule CACHE = importsOnly("cache", "http", "metrics");

  @ArchTest
  static final ArchRule LAUNCH =
      importsOnly("launch", "cluster", "config", "error", "metrics", "trace");

  @ArchTest
  static final ArchRule MANAGEMENT =
      importsOnly("management", "error", "http", "launch", "metrics");

  @ArchTest
  static final ArchRule HTTP =
      importsOnly("http", "config", "error", "launch", "log", "metrics", "tls");

  @ArchTest
  static final ArchRule OPENAPI =
      importsOnly("openapi", "error", "http", "limit", "log", "text", "trace");

  @ArchTest
  static final ArchRule GRPC =
      importsOnly(
          "grpc",
          "config",
          "error",
          "idempotency",
          "launch",
          "limit",
          "log",
          "metrics",
          "timer",
          "tls",
          "trace");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_A_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.of(
                      "bus",
                      "cache",
                      "cluster",
                      "config",
                      "error",
                      "grpc",
                      "http",
                      "idempotency",
                      "launch",
                      "limit",
                      "log",
                      "management",
                      "metrics",
                      "openapi",
                      "text",
                      "timer",
                      "tls",
                      "trace")
                  .map(RULES::packageOf)
                  .toArray(String[]::new))
          .because("a new package needs its own rule here");

  @ArchTest static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = RULES.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule ENVIRONMENT_IS_READ_ONLY_IN_CONFIG =
      RULES.environmentIsReadOnlyIn("config");

  @ArchTest static final ArchRule EVENT_BUS_IS_USED_ONLY_IN_BUS = RULES.eventBusIsUsedOnlyIn("bus");

  @ArchTest static final ArchRule WEB_IS_USED_ONLY_IN_OPENAPI = RULES.webIsUsedOnlyIn("openapi");

  @ArchTest
  static final ArchRule MICROMETER_IS_USED_ONLY_IN_METRICS =
      RULES.micrometerIsUsedOnlyIn("metrics");

  @ArchTest
  static final ArchRule GRPC_IS_USED_ONLY_IN_GRPC =
      RULES.isUsedOnlyIn(resideInAnyPackage("io.vertx.grpc..", "io.grpc.."), "grpc");

  @ArchTest
  static final ArchRule REDIS_IS_USED_ONLY_IN_IDEMPOTENCY =
      RULES.isUsedOnlyIn(resideInAPackage("io.vertx.redis.."), "idempotency");

  @ArchTest
  static final ArchRule OPENTELEMETRY_IS_USED_ONLY_IN_TRACE =
      RULES.isUsedOnlyIn(resideInAnyPackage("io.opentelemetry..", "io.vertx.tracing.."), "trace");

  @ArchTest
  static final ArchRule CLUSTER_MANAGER_IS_USED_ONLY_IN_CLUSTER =
      RULES.isUsedOnlyIn(resideInAnyPackage("org.infinispan..", "org.jgroups.."), "cluster");

  @ArchTest
  static final ArchRule ERROR_AND_TEXT_USE_ONLY_THE_JDK =
      noClasses()
          .that()
          .resideInAnyPackage(RULES.packageOf("error"), RULES.packageOf("text"))
          .should()
          .dependOnClassesThat(
              not(resideInAnyPackage("java..", RULES.packageOf("error"), RULES.packageOf("text")))
                  .as("are not part of the JDK"));

  @ArchTest
  static final ArchRule TOOLKIT_DEPENDS_ON_NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flightwatch..")
                  .and(not(resideInAPackage(TOOLKIT + "..")))
                  .as("belong to another module"));

  @ArchTest
  static final ArchRule CLASSES_HAVE_NO_NAMES_OF_THE_DOMAIN =
      classes()
          .should()
          .haveNameNotMatching("dev\\.flightwatch\\." + DOMAIN_WORDS)
          .because("the toolkit is independent of the domain");

  @ArchTest
  static final ArchRule MEMBERS_HAVE_NO_NAMES_OF_THE_DOMAIN =
      members()
          .that()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveNameNotMatching(DOMAIN_WORDS)
          .because("the toolkit is independent of the domain");

  private static ArchRule importsOnly(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(others))
            .map(RULES::packageOf)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> other =
        resideInAPackage(TOOLKIT + "..").and(not(resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(RULES.packageOf(name))
        .should()
        .dependOnClassesThat(other.as("reside in a package other than " + List.of(others)));
  }
}
