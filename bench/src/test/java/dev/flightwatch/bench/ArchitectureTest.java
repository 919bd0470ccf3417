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

  @ArchTest static final ArchRule REPORT_IMPORTS_NO_ROOM = importsNoRoom("report");
  @ArchTest static final ArchRule LOAD_IMPORTS_NO_ROOM = importsNoRoom("load");
  @ArchTest static final ArchRule PROGRAM_IMPORTS_NO_ROOM = importsNoRoom("program");
  @ArchTest static final ArchRule FLOOR_IMPORTS_NO_ROOM = importsNoRoom("floor");

  @ArchTest
  static final ArchRule REPORT_KNOWS_NO_VERTX =
      noClasses()
          .that()
          .resideInAPackage(room("report"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..");

  @ArchTest
  static final ArchRule FLOORS_DO_NOTHING_BY_OUR_TOOLKIT =
      noClasses()
          .that()
          .resideInAPackage(room("floor"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flightwatch.toolkit..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.flightwatch.toolkit.config..")))
                  .as("are the toolkit, its configuration aside"));

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CIRCLE =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_ROOM_HAS_ITS_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT, room("report"), room("load"), room("program"), room("floor"), room("row"))
          .because("a new room needs its own rule here");

  private static String room(String name) {
    return ROOT + "." + name + "..";
  }

  private static ArchRule importsNoRoom(String room) {
    return noClasses()
        .that()
        .resideInAPackage(room(room))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(room(room))))
                .as("are of another room"));
  }
}
