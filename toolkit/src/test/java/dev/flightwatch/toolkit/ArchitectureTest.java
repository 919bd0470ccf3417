package dev.flightwatch.toolkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.testkit.ArchitectureRules;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(packages = ArchitectureTest.TOOLKIT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  static final String TOOLKIT = "dev.flightwatch.toolkit";
  private static final ArchitectureRules RULES = ArchitectureRules.of(TOOLKIT);
  private static final String DOMAIN_WORDS = "(?i).*(user|(?<!in_?|pre)flight|airport).*";

  /** Each package of the toolkit, and the packages that it may import. */
  private static final String IMPORTS =
      """
      auth bus config error metrics text
      bus error log metrics
      cache http metrics
      cluster config
      config
      error
      grpc config error idempotency launch limit log metrics timer tls trace
      http auth config error launch limit log metrics tls
      idempotency
      launch cluster config error metrics trace
      limit error
      log
      management error http launch metrics
      metrics
      openapi auth error http limit log text trace
      service config grpc idempotency launch management
      text error
      timer log
      tls config timer
      trace config
      """;

  @ArchTest
  static void packagesShouldImportOnlyWhatIsListed(JavaClasses toolkit) {
    List<String[]> packages =
        IMPORTS
            .lines()
            .map(line -> Stream.of(line.split(" ")).map(RULES::packageOf).toArray(String[]::new))
            .toList();
    for (String[] allowed : packages) {
      noClasses()
          .that()
          .resideInAPackage(allowed[0])
          .should()
          .dependOnClassesThat(
              resideInAPackage(TOOLKIT + "..").and(not(resideInAnyPackage(allowed))))
          .check(toolkit);
    }
    String[] listed = packages.stream().map(allowed -> allowed[0]).toArray(String[]::new);
    classes().should().resideInAnyPackage(listed).check(toolkit);
  }

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
}
