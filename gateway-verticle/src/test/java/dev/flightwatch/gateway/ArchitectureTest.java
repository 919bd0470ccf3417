package dev.flightwatch.gateway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.flightwatch.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("dev.flightwatch.gateway");

  @ArchTest static final ArchRule WEB_IS_NOT_USED = RULES.webIsUsedOnlyIn();

  @ArchTest static final ArchRule EVENT_BUS_IS_NOT_USED = RULES.eventBusIsUsedOnlyIn();

  @ArchTest static final ArchRule MICROMETER_IS_NOT_USED = RULES.micrometerIsUsedOnlyIn();

  @ArchTest static final ArchRule ENVIRONMENT_IS_NOT_READ = RULES.environmentIsReadOnlyIn();

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_THE_ROOT = RULES.packagesDoNotDependOnTheRoot();

  @ArchTest static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = RULES.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule VERTICLES_CAN_BE_DEPLOYED_BY_NAME = RULES.verticlesCanBeDeployedByName();

  @ArchTest
  static final ArchRule VERTICLES_EXTEND_VERTICLE_BASE = RULES.verticlesExtendVerticleBase();
}
