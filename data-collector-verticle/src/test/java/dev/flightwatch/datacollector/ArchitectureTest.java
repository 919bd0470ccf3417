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
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** Who may import what. */
@AnalyzeClasses(
    packages = "dev.flightwatch.datacollector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flightwatch.datacollector";
  private static final String HTTP = ROOT + ".http..";
  private static final String GRPC = ROOT + ".grpc..";
  private static final String MONGO = ROOT + ".mongo..";
  private static final String OPENSKY = ROOT + ".opensky..";
  private static final String USERS = ROOT + ".users..";

  private static final DescribedPredicate<JavaClass> OTHER_ROOMS_BUT_MESSAGES_AND_VALUES =
      resideInAPackage(ROOT + "..")
          .and(DescribedPredicate.not(resideInAnyPackage(HTTP, GRPC, ROOT + ".config..")))
          .and(DescribedPredicate.not(assignableTo(Record.class).or(assignableTo(Enum.class))))
          .and(DescribedPredicate.not(simpleNameEndingWith("Messages")))
          .as("anything of other rooms but their messages and values");

  @ArchTest
  static final ArchRule RULES_IMPORT_NO_TRANSPORT_AND_NO_DRIVER =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".interests..", ROOT + ".flights..", ROOT + ".collection..")
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
              "dev.flightwatch.toolkit.grpc..",
              HTTP,
              GRPC,
              MONGO);

  @ArchTest
  static final ArchRule RULES_SEE_OTHERS_THROUGH_INTERFACES =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".interests..", ROOT + ".flights..", ROOT + ".collection..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(USERS, OPENSKY)
                  .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
                  .and(
                      DescribedPredicate.not(
                          assignableTo(Record.class).or(assignableTo(Enum.class))))
                  .as("implementations of clients and sources"));

  @ArchTest
  static final ArchRule PROTO_STAYS_AT_THE_BORDER =
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
                  .as("vertx-web, its client aside"));

  @ArchTest
  static final ArchRule THE_WEB_CLIENT_STAYS_IN_OPENSKY =
      noClasses()
          .that()
          .resideOutsideOfPackage(OPENSKY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.auth..");

  @ArchTest
  static final ArchRule THE_DRIVER_STAYS_IN_MONGO =
      noClasses()
          .that()
          .resideOutsideOfPackage(MONGO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..", "io.vertx.ext.mongo..");

  @ArchTest
  static final ArchRule DOORS_ASK_OVER_THE_BUS =
      noClasses()
          .that()
          .resideInAnyPackage(HTTP, GRPC)
          .should()
          .dependOnClassesThat(OTHER_ROOMS_BUT_MESSAGES_AND_VALUES);

  @ArchTest
  static final ArchRule NO_ROOM_IMPORTS_THE_ROOT =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule THE_EVENT_BUS_IS_THE_TOOLKITS =
      noClasses()
          .should()
          .callMethod(Vertx.class, "eventBus")
          .orShould()
          .dependOnClassesThat(assignableTo(EventBus.class));

  @ArchTest
  static final ArchRule MICROMETER_IS_USED_BY_METRICS_CLASSES_ONLY =
      noClasses()
          .that()
          .haveNameNotMatching(".*Metrics(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule THE_ENVIRONMENT_IS_THE_TOOLKITS =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule VERTICLES_CAN_BE_DEPLOYED_ALONE =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .bePublic()
          .andShould()
          .haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule VERTICLES_ARE_OF_ONE_KIND =
      noClasses()
          .should()
          .beAssignableTo(AbstractVerticle.class)
          .orShould()
          .implement(Verticle.class);

  @ArchTest
  static final ArchRule ROOMS_HAVE_NO_CIRCLES =
      slices().matching("dev.flightwatch.datacollector.(*)..").should().beFreeOfCycles();
}
