package dev.flightwatch.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.Arrays;

/**
 * Architecture rules that several modules share. A rule that confines something takes the names of
 * the packages where it is allowed, relative to the root package of the module; without any it is
 * forbidden in the whole module.
 */
public final class ArchitectureRules {
  private static final String[] INFRASTRUCTURE = {
    "io.vertx.[ext|core.http|grpc|sqlclient|pgclient]..",
    "io.grpc..",
    "com.google.protobuf..",
    "dev.flightwatch.proto..",
    "java.sql..",
    "com.mongodb..",
    "org.[bson|bouncycastle]..",
    "dev.flightwatch.toolkit.[cache|config|grpc|http|management|openapi].."
  };

  private final String root;

  private ArchitectureRules(String root) {
    this.root = root;
  }

  /**
   * @param root root package of the module, such as {@code dev.flightwatch.toolkit}
   */
  public static ArchitectureRules of(String root) {
    return new ArchitectureRules(root);
  }

  /** Returns the ArchUnit identifier of a package of the module, with its subpackages. */
  public String packageOf(String name) {
    return root + "." + name + "..";
  }

  private String[] packagesOf(String... names) {
    return Arrays.stream(names).map(this::packageOf).toArray(String[]::new);
  }

  private GivenClassesConjunction noClassesOutside(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packagesOf(packages));
  }

  /** The packages of the module do not depend on each other in cycles. */
  public ArchRule packagesAreFreeOfCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  /**
   * Only the classes of the root package, which assemble the module, depend on each other there.
   */
  public ArchRule packagesDoNotDependOnTheRoot() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root);
  }

  /** Environment variables are read in the given packages only. */
  public ArchRule environmentIsReadOnlyIn(String... packages) {
    return noClassesOutside(packages)
        .should()
        .accessTargetWhere(
            target(are(name("getenv"))).and(target(owner(are(name(System.class.getName()))))));
  }

  /** Vert.x's event bus is used in the given packages only. */
  public ArchRule eventBusIsUsedOnlyIn(String... packages) {
    return noClassesOutside(packages)
        .should()
        .accessTargetWhere(target(are(name("eventBus"))))
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("io.vertx.core.eventbus..")
                .and(not(type(EventBusOptions.class)))
                .as("are the event bus"));
  }

  /** Vert.x Web, except its client, is used in the given packages only: the API layer. */
  public ArchRule webIsUsedOnlyIn(String... packages) {
    return isUsedOnlyIn(
        resideInAPackage("io.vertx.ext.web..")
            .and(not(resideInAnyPackage("io.vertx.ext.web.client..", "io.vertx.ext.web.codec..")))
            .as("are Vert.x Web"),
        packages);
  }

  /** Micrometer is used in the given packages and in classes named {@code ...Metrics} only. */
  public ArchRule micrometerIsUsedOnlyIn(String... packages) {
    return noClassesOutside(packages)
        .and()
        .haveNameNotMatching(".*Metrics(\\$.*)?")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.micrometer..", "io.vertx.micrometer..", "io.prometheus.."));
  }

  /** Types of a library are used in the given packages only. */
  public ArchRule isUsedOnlyIn(DescribedPredicate<JavaClass> library, String... packages) {
    return noClassesOutside(packages).should().dependOnClassesThat(library);
  }

  /**
   * Messages of the proto file are used only in the {@code grpc} package and in gRPC clients, whose
   * names begin with {@code Grpc} and end with {@code Client}. Generated services and clients may
   * be used elsewhere, to assemble the module.
   */
  public ArchRule protoMessagesAreUsedOnlyInGrpcAndClients() {
    DescribedPredicate<JavaClass> allowed =
        resideInAPackage(packageOf("grpc"))
            .or(simpleNameStartingWith("Grpc").and(simpleNameEndingWith("Client")));
    DescribedPredicate<JavaClass> generated =
        simpleNameEndingWith("GrpcService").or(simpleNameEndingWith("GrpcClient"));
    return noClasses()
        .that(not(allowed))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.flightwatch.proto..", "com.google.protobuf..")
                .and(not(generated))
                .as("are messages of the proto file"));
  }

  /**
   * The rules of the domain depend on no HTTP, gRPC, configuration or driver.
   *
   * @param domain packages with the rules
   */
  public ArchRule domainDependsOnNoInfrastructure(String... domain) {
    return noClasses()
        .that()
        .resideInAnyPackage(packagesOf(domain))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(INFRASTRUCTURE).or(resideInAnyPackage(packagesOf("http", "grpc"))));
  }

  /** Every verticle can be deployed by name, and is recognizable by its own name. */
  public ArchRule verticlesCanBeDeployedByName() {
    return classes()
        .that()
        .areAssignableTo(VerticleBase.class)
        .should()
        .bePublic()
        .andShould()
        .haveSimpleNameEndingWith("Verticle")
        .andShould(
            ArchCondition.from(
                describe(
                    "have a public constructor without arguments",
                    verticle ->
                        verticle
                            .tryGetConstructor()
                            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                            .isPresent())));
  }

  /** All verticles extend {@link VerticleBase}, which is no {@link Verticle}. */
  public ArchRule verticlesExtendVerticleBase() {
    return noClasses().should().beAssignableTo(Verticle.class);
  }
}
