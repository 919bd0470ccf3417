package dev.flightwatch.usermanager;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.testkit.ArchitectureRules;
import io.vertx.core.json.JsonObject;

@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "dev.flightwatch.usermanager";
  private static final ArchitectureRules RULES = ArchitectureRules.of(ROOT);

  @ArchTest
  static final ArchRule DOMAIN_DEPENDS_ON_NO_INFRASTRUCTURE =
      RULES.domainDependsOnNoInfrastructure("users", "accounts");

  /** Responses are rendered, as JSON, in the API layer. */
  @ArchTest
  static final ArchRule USERS_BUILD_NO_JSON_OBJECT_AND_DEPEND_ON_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage(RULES.packageOf("users"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAPackage(RULES.packageOf("users"))))
                  .or(assignableTo(JsonObject.class)));

  @ArchTest
  static final ArchRule ACCOUNTS_BUILD_NO_JSON_OBJECT_AND_DEPEND_ON_USERS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(RULES.packageOf("accounts"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(
                      not(
                          resideInAnyPackage(
                              RULES.packageOf("accounts"), RULES.packageOf("users"))))
                  .or(assignableTo(JsonObject.class)));

  @ArchTest
  static final ArchRule API_OPENS_NO_STORE =
      noClasses()
          .that()
          .resideInAnyPackage(RULES.packageOf("http"), RULES.packageOf("grpc"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              RULES.packageOf("postgres"),
              RULES.packageOf("outbox"),
              RULES.packageOf("password"),
              "io.vertx.sqlclient..");

  @ArchTest
  static final ArchRule PROTO_MESSAGES_ARE_USED_ONLY_IN_GRPC_AND_CLIENTS =
      RULES.protoMessagesAreUsedOnlyInGrpcAndClients();

  @ArchTest static final ArchRule WEB_IS_USED_ONLY_IN_HTTP = RULES.webIsUsedOnlyIn("http");

  @ArchTest
  static final ArchRule SQL_IS_USED_ONLY_IN_POSTGRES =
      RULES.isUsedOnlyIn(
          resideInAnyPackage(
              "io.vertx.sqlclient..", "io.vertx.pgclient..", "org.flywaydb..", "java.sql.."),
          "postgres");

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
