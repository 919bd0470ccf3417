package dev.flightwatch.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.flightwatch.bench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flightwatch.bench";

  @ArchTest
  static final ArchRule REPORT_DEPENDS_ON_NO_OTHER_PACKAGE = dependsOnNoOtherPackage("report");

  @ArchTest
  static final ArchRule LOAD_DEPENDS_ON_NO_OTHER_PACKAGE = dependsOnNoOtherPackage("load");

  @ArchTest
  static final ArchRule PROGRAM_DEPENDS_ON_NO_OTHER_PACKAGE = dependsOnNoOtherPackage("program");

  @ArchTest
  static final ArchRule FLOOR_DEPENDS_ON_NO_OTHER_PACKAGE = dependsOnNoOtherPackage("floor");

  @ArchTest
  static final ArchRule REPORT_DOES_NOT_DEPEND_ON_VERTX =
      noClasses()
          .that()
          .resideInAPackage(in("report"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..");

  @ArchTest
  static final ArchRule FLOORS_DO_NOT_USE_THE_TOOLKIT =
      noClasses()
          .that()
          .resideInAPackage(in("floor"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flightwatch.toolkit..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.flightwatch.toolkit.config..")))
                  .as("are in the toolkit, except its configuration"));

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_A_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT, in("report"), in("load"), in("program"), in("floor"), in("scenario"))
          .because("a new package needs a rule here");

  private static String in(String name) {
    return ROOT + "." + name + "..";
  }

  private static ArchRule dependsOnNoOtherPackage(String name) {
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(in(name))))
                .as("are in another package"));
  }
}
