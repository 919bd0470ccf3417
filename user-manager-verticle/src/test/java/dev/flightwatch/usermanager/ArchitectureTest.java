package dev.flightwatch.usermanager;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;

@AnalyzeClasses(
    packages = "dev.flightwatch.usermanager",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flightwatch.usermanager";

  @ArchTest
  static final ArchRule RULES_KNOW_NO_TRANSPORT_AND_NO_DRIVER =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".users..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.flightwatch.toolkit.http..",
              "dev.flightwatch.toolkit.grpc..",
              "dev.flightwatch.toolkit.config..",
              "dev.flightwatch.proto..",
              "io.vertx.ext..",
              "io.vertx.core.http..",
              "io.vertx.grpc..",
              "io.vertx.sqlclient..",
              "io.vertx.pgclient..",
              "java.sql..",
              "org.bouncycastle..");

  @ArchTest
  static final ArchRule RULES_KNOW_NO_OTHER_ROOM =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".users..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".users.."))));

  @ArchTest
  static final ArchRule DOORS_OPEN_NO_STORE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".http..", ROOT + ".grpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".postgres..",
              ROOT + ".outbox..",
              ROOT + ".password..",
              "io.vertx.sqlclient..");

  @ArchTest
  static final ArchRule PROTO_STAYS_IN_GRPC =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(ROOT + ".grpc..")
                      .or(simpleNameStartingWith("Grpc").and(simpleNameEndingWith("Client")))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.flightwatch.proto..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule WEB_STAYS_IN_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_POSTGRES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.sqlclient..", "io.vertx.pgclient..", "org.flywaydb..", "java.sql..");

  @ArchTest
  static final ArchRule NOBODY_USES_THE_BARE_EVENT_BUS =
      noClasses().should().callMethod(Vertx.class, "eventBus");

  @ArchTest
  static final ArchRule MICROMETER_IS_USED_BY_METRICS_CLASSES_ONLY =
      noClasses()
          .that()
          .haveNameNotMatching(".*Metrics(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule NOBODY_READS_THE_ENVIRONMENT =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule ROOMS_DO_NOT_KNOW_WHO_PUTS_THEM_TOGETHER =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CIRCLE =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule VERTICLES_CAN_BE_DEPLOYED_BY_NAME =
      classes()
          .that()
          .haveSimpleNameEndingWith("Verticle")
          .should()
          .bePublic()
          .andShould(new HaveNoArgumentConstructor());
}
