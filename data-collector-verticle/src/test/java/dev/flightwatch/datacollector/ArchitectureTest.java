package dev.flightwatch.datacollector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;

/** The dependencies between the packages. */
@AnalyzeClasses(
    packages = "dev.flightwatch.datacollector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flightwatch.datacollector";
  private static final String[] RULES = {
    ROOT + ".interests..", ROOT + ".flights..", ROOT + ".collection..", ROOT + ".simulation.."
  };
  private static final String HTTP = ROOT + ".http..";
  private static final String GRPC = ROOT + ".grpc..";
  private static final String MONGO = ROOT + ".mongo..";
  private static final String OPENSKY = ROOT + ".opensky..";
  private static final String USERS = ROOT + ".users..";

  private static final DescribedPredicate<JavaClass> OTHER_PACKAGES_EXCEPT_MESSAGES_AND_VALUES =
      resideInAPackage(ROOT + "..")
          .and(DescribedPredicate.not(resideInAnyPackage(HTTP, GRPC, ROOT + ".config..")))
          .and(DescribedPredicate.not(assignableTo(Record.class).or(assignableTo(Enum.class))))
          .and(DescribedPredicate.not(simpleNameEndingWith("Messages")))
          .as("classes of other packages that are neither messages nor values");

  @ArchTest
  static final ArchRule RULES_DEPEND_ON_NO_TRANSPORT_AND_NO_DRIVER =
      noClasses()
          .that()
          .resideInAnyPackage(RULES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.ext..",
              "io.vertx.grpc..",
              "io.vertx.core.http..",
              "io.grpc..",
              "com.google.protobuf..",
              "com.mongodb..",
              "org.bson..",
              "dev.flightwatch.proto..",
              "dev.flightwatch.toolkit.http..",
              "dev.flightwatch.toolkit.openapi..",
              "dev.flightwatch.toolkit.management..",
              "dev.flightwatch.toolkit.cache..",
              "dev.flightwatch.toolkit.grpc..",
              HTTP,
              GRPC,
              MONGO);

  @ArchTest
  static final ArchRule RULES_USE_CLIENTS_THROUGH_INTERFACES =
      noClasses()
          .that()
          .resideInAnyPackage(RULES)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(USERS, OPENSKY)
                  .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
                  .and(
                      DescribedPredicate.not(
                          assignableTo(Record.class).or(assignableTo(Enum.class))))
                  .as("implementations of clients and of the source"));

  /** The fields of responses are built in the API layer. */
  @ArchTest
  static final ArchRule RULES_BUILD_NO_JSON =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".interests..", ROOT + ".flights..", ROOT + ".collection..")
          .should()
          .callMethod(JsonObject.class, "put", String.class, Object.class);

  @ArchTest
  static final ArchRule AIRPORTS_ARE_PARSED_IN_THE_API_LAYER =
      noClasses()
          .that()
          .resideOutsideOfPackages(HTTP, GRPC)
          .should()
          .callMethod(AirportCode.class, "parse", String.class);

  @ArchTest
  static final ArchRule ADDRESSES_ARE_PARSED_IN_THE_API_LAYER =
      noClasses()
          .that()
          .resideOutsideOfPackages(HTTP, GRPC)
          .should()
          .callMethod(EmailAddress.class, "parse", String.class);

  @ArchTest
  static final ArchRule OPENSKY_DEPENDS_ON_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage(OPENSKY)
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(DescribedPredicate.not(resideInAPackage(OPENSKY)))
                  .and(DescribedPredicate.not(assignableTo(AirportCode.class)))
                  .as("other packages of the service"));

  @ArchTest
  static final ArchRule PROTO_TYPES_STAY_IN_GRPC_AND_THE_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackages(GRPC, USERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.flightwatch.proto..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule WEB_STAYS_IN_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage(HTTP)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.vertx.ext.web..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.vertx.ext.web.client..", "io.vertx.ext.web.codec..")))
                  .as("vertx-web without its client"));

  @ArchTest
  static final ArchRule WEB_CLIENT_STAYS_IN_OPENSKY =
      noClasses()
          .that()
          .resideOutsideOfPackage(OPENSKY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.auth..");

  @ArchTest
  static final ArchRule DRIVER_STAYS_IN_MONGO =
      noClasses()
          .that()
          .resideOutsideOfPackage(MONGO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..", "io.vertx.ext.mongo..");

  @ArchTest
  static final ArchRule API_LAYER_USES_SERVICES_OVER_THE_BUS =
      noClasses()
          .that()
          .resideInAnyPackage(HTTP, GRPC)
          .should()
          .dependOnClassesThat(OTHER_PACKAGES_EXCEPT_MESSAGES_AND_VALUES);

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_THE_VERTICLES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule ONLY_THE_TOOLKIT_USES_THE_EVENT_BUS =
      noClasses()
          .should()
          .callMethod(Vertx.class, "eventBus")
          .orShould()
          .dependOnClassesThat(assignableTo(EventBus.class));

  @ArchTest
  static final ArchRule ONLY_THE_TOOLKIT_USES_MICROMETER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule ONLY_THE_TOOLKIT_READS_THE_ENVIRONMENT =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule VERTICLES_CAN_BE_DEPLOYED_BY_NAME =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .bePublic()
          .andShould()
          .haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule VERTICLES_EXTEND_VERTICLE_BASE =
      noClasses()
          .should()
          .beAssignableTo(AbstractVerticle.class)
          .orShould()
          .implement(Verticle.class);

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("dev.flightwatch.datacollector.(*)..").should().beFreeOfCycles();
}
