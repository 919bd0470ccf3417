package dev.flightwatch.bench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.testkit.ArchitectureRules;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "dev.flightwatch.bench";
  private static final ArchitectureRules RULES = ArchitectureRules.of(ROOT);

  @ArchTest static final ArchRule REPORT_DEPENDS_ON_NO_PACKAGE = dependsOnNoPackage("report");
  @ArchTest static final ArchRule LOAD_DEPENDS_ON_NO_PACKAGE = dependsOnNoPackage("load");
  @ArchTest static final ArchRule PROGRAM_DEPENDS_ON_NO_PACKAGE = dependsOnNoPackage("program");
  @ArchTest static final ArchRule FLOOR_DEPENDS_ON_NO_PACKAGE = dependsOnNoPackage("floor");

  @ArchTest
  static final ArchRule REPORT_DOES_NOT_USE_VERTX =
      noClasses()
          .that()
          .resideInAPackage(RULES.packageOf("report"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..");

  @ArchTest
  static final ArchRule FLOORS_USE_ONLY_THE_CONFIGURATION_OF_THE_TOOLKIT =
      noClasses()
          .that()
          .resideInAPackage(RULES.packageOf("floor"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flightwatch.toolkit..")
                  .and(not(resideInAPackage("dev.flightwatch.toolkit.config..")))
                  .as("are the toolkit, except its configuration"));

  @ArchTest static final ArchRule WEB_IS_USED_ONLY_IN_FLOOR = RULES.webIsUsedOnlyIn("floor");
  @ArchTest static final ArchRule EVENT_BUS_IS_NOT_USED = RULES.eventBusIsUsedOnlyIn();
  @ArchTest static final ArchRule MICROMETER_IS_NOT_USED = RULES.micrometerIsUsedOnlyIn();
  @ArchTest static final ArchRule ENVIRONMENT_IS_NOT_READ = RULES.environmentIsReadOnlyIn();

  @ArchTest static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = RULES.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_A_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT,
              RULES.packageOf("report"),
              RULES.packageOf("load"),
              RULES.packageOf("program"),
              RULES.packageOf("floor"),
              RULES.packageOf("scenario"))
          .because("a new package needs its own rule here");

  private static ArchRule dependsOnNoPackage(String name) {
    return noClasses()
        .that()
        .resideInAPackage(RULES.packageOf(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAPackage(RULES.packageOf(name))))
                .as("reside in another package of the module"));
  }
}
