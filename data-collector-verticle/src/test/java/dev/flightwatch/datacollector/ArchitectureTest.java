package dev.flightwatch.datacollector;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.testkit.ArchitectureRules;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** The dependencies between the packages. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "dev.flightwatch.datacollector";
  private static final ArchitectureRules RULES = ArchitectureRules.of(ROOT);
  private static final String[] DOMAIN = {
    "aircraft",
    "airports",
    "details",
    "interests",
    "flights",
    "collection",
    "coverage",
    "statistics",
    "simulation",
    "tasks"
  };

  private static final DescribedPredicate<JavaClass> VALUES =
      assignableTo(Record.class).or(assignableTo(Enum.class));

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(Stream.of(packages).map(RULES::packageOf).toArray(String[]::new));
  }

  @ArchTest
  static final ArchRule DOMAIN_DEPENDS_ON_NO_INFRASTRUCTURE =
      RULES.domainDependsOnNoInfrastructure(DOMAIN);

  /** The fields of responses are built in the API layer. */
  @ArchTest
  static final ArchRule DOMAIN_BUILDS_NO_JSON =
      noClasses()
          .that(
              in(
                  "aircraft",
                  "airports",
                  "details",
                  "interests",
                  "flights",
                  "collection",
                  "statistics"))
          .should()
          .callMethod(JsonObject.class, "put", String.class, Object.class);

  @ArchTest
  static final ArchRule VALUES_ARE_PARSED_IN_THE_API_LAYER =
      noClasses()
          .that(not(in("http", "grpc").or(type(AirportCode.class))))
          .should()
          .callMethod(AirportCode.class, "parse", String.class)
          .orShould()
          .callMethod(AirportCode.class, "parseAsGiven", String.class)
          .orShould()
          .callMethod(EmailAddress.class, "parse", String.class)
          .orShould()
          .callMethod(EmailAddress.class, "require", String.class, String.class);

  @ArchTest
  static final ArchRule OPENSKY_DEPENDS_ON_NO_OTHER_PACKAGE =
      noClasses()
          .that(in("opensky"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(in("opensky")))
                  .and(not(assignableTo(AirportCode.class)))
                  .and(not(assignableTo(Direction.class)))
                  .as("are in other packages of the service"));

  @ArchTest
  static final ArchRule DOMAIN_DEPENDS_ON_INTERFACES_OF_STORES_AND_CLIENTS =
      noClasses()
          .that(in(DOMAIN))
          .should()
          .dependOnClassesThat(
              in("mongo", "users", "opensky")
                  .and(not(INTERFACES))
                  .and(not(VALUES))
                  .as("are stores, or implementations of clients and flight sources"));

  @ArchTest
  static final ArchRule API_DEPENDS_ONLY_ON_MESSAGES_AND_VALUES =
      noClasses()
          .that(in("http", "grpc"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(in("http", "grpc", "config")))
                  .and(not(VALUES))
                  .and(not(simpleNameEndingWith("Messages")))
                  .as("are classes of other packages, except their messages and values"));

  @ArchTest
  static final ArchRule PROTO_MESSAGES_ARE_USED_ONLY_IN_GRPC_AND_CLIENTS =
      RULES.protoMessagesAreUsedOnlyInGrpcAndClients();

  @ArchTest static final ArchRule WEB_IS_USED_ONLY_IN_HTTP = RULES.webIsUsedOnlyIn("http");

  @ArchTest
  static final ArchRule WEB_CLIENT_IS_USED_ONLY_IN_OPENSKY =
      RULES.isUsedOnlyIn(
          resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.auth.."), "opensky");

  @ArchTest
  static final ArchRule DRIVER_IS_USED_ONLY_IN_MONGO =
      RULES.isUsedOnlyIn(
          resideInAnyPackage("com.mongodb..", "org.bson..", "io.vertx.ext.mongo.."), "mongo");

  @ArchTest static final ArchRule EVENT_BUS_IS_NOT_USED = RULES.eventBusIsUsedOnlyIn();

  @ArchTest static final ArchRule MICROMETER_IS_NOT_USED = RULES.micrometerIsUsedOnlyIn();

  @ArchTest static final ArchRule ENVIRONMENT_IS_NOT_READ = RULES.environmentIsReadOnlyIn();

  @ArchTest
  static final ArchRule SYSTEM_PROPERTIES_ARE_NOT_READ =
      noClasses().should().callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_THE_ROOT = RULES.packagesDoNotDependOnTheRoot();

  @ArchTest static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = RULES.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule VERTICLES_CAN_BE_DEPLOYED_BY_NAME = RULES.verticlesCanBeDeployedByName();

  @ArchTest
  static final ArchRule VERTICLES_EXTEND_VERTICLE_BASE = RULES.verticlesExtendVerticleBase();
}
