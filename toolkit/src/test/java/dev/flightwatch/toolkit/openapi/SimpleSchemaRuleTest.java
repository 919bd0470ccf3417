package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SimpleSchemaRuleTest {
  private static final long SEED = 20_261_125;
  private static final int SCHEMAS = 400;
  private static final int VALUES = 60;

  private static final List<String> TYPES = List.of("string", "integer");

  /** Patterns of real documents, and difficult ones. */
  private static final List<String> PATTERNS =
      List.of(
          "^[A-Za-z0-9]{3,4}$ ^\\s*[^\\s@]+@[^\\s@]+\\s*$ ^[A-Za-z0-9_-]+$ [0-9] ^$ é$ ^..$"
              .split(" "));

  private static final List<String> TEXTS =
      List.of(
          "|a|LICC|licc|LICCC|NK39|LICC\n| a@b |a@b|@|0|12|é|caffé|\uD83D\uDE00|\uD83D|\uDE00\uD83D"
              .concat("|\uD83D\uDE00\uD83D\uDE00|\u0000|true|null|opensky|" + "x".repeat(256))
              .split("\\|"));

  private static final List<Number> NUMBERS =
      List.of(0, 1, -1, 365, 366, Integer.MAX_VALUE, Integer.MIN_VALUE, 2_147_483_648L, 0.0, -0.0);

  private static final List<Number> EXTREMES =
      List.of(Long.MAX_VALUE, 9_007_199_254_740_993L, 1.0, 0.5, 365.0000001, 1e300);

  private final SchemaRepository schemas =
      SchemaRepository.create(
          new JsonSchemaOptions()
              .setBaseUri("app://plain")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Basic));

  @Test
  void isValidShouldAgreeWithTheValidator() {
    Random random = new Random(SEED);
    int valid = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      JsonObject schema = schema(random);
      SimpleSchemaRule target = SimpleSchemaRule.of(JsonSchema.of(schema.copy())).orElseThrow();
      Validator validator = schemas.validator(JsonSchema.of(schema.copy()));
      for (int j = 0; j < VALUES; j++) {
        Object value = value(random);
        assertThat(target.isValid(value))
            .as("seed %d: %s of %s", SEED, value, schema.encode())
            .isEqualTo(validator.validate(value).getValid());
        valid += target.isValid(value) ? 1 : 0;
      }
    }
    assertThat(valid).isBetween(1_000, SCHEMAS * VALUES - 1_000);
  }

  private static JsonObject schema(Random random) {
    JsonObject schema = new JsonObject();
    sometimes(random, schema, "type", () -> pick(random, TYPES));
    sometimes(random, schema, "pattern", () -> pick(random, PATTERNS));
    sometimes(random, schema, "minLength", () -> random.nextInt(5));
    sometimes(random, schema, "maxLength", () -> random.nextInt(5));
    sometimes(random, schema, "minimum", () -> bound(random));
    sometimes(random, schema, "maximum", () -> bound(random));
    sometimes(random, schema, "x-message", () -> "must be right");
    sometimes(random, schema, "default", () -> "LICC");
    return schema;
  }

  private static void sometimes(
      Random random, JsonObject schema, String keyword, Supplier<Object> value) {
    if (random.nextInt(3) == 0) {
      schema.put(keyword, value.get());
    }
  }

  private static Number bound(Random random) {
    return pick(random, random.nextBoolean() ? NUMBERS : EXTREMES);
  }

  private static Object value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> bound(random).longValue();
      case 1 -> random.nextInt(-3, 370);
      default -> pick(random, TEXTS);
    };
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"integer\",\"format\":\"int32\"}",
        "{\"exclusiveMinimum\":1}",
        "{\"const\":\"a\"}",
        "{\"anyOf\":[{}]}",
        "{\"enum\":[\"a\"]}",
        "{\"type\":\"boolean\"}",
        "{\"type\":[\"string\",\"null\"]}",
        "{\"$ref\":\"#/other\"}"
      })
  void ofShouldReturnNothingWhenTheSchemaHasOtherKeywords(String schema) {
    assertThat(SimpleSchemaRule.of(JsonSchema.of(new JsonObject(schema)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofShouldReturnNothingWhenTheSchemaIsABoolean(boolean schema) {
    assertThat(SimpleSchemaRule.of(JsonSchema.of(schema))).isEmpty();
  }

  @Test
  void ofShouldReturnRulesForParametersOfADocumentWithReferences(Vertx vertx) throws Exception {
    OpenAPIContract contract =
        OpenApiDocument.read(vertx, ThingsApi.DOCUMENT).await(30, TimeUnit.SECONDS).contract();
    Operation find = contract.operation("findThings");

    assertThat(find.getParameters())
        .filteredOn(parameter -> !parameter.getName().equals("limit"))
        .hasSize(3)
        .extracting(Parameter::getSchema)
        .allSatisfy(schema -> assertThat(SimpleSchemaRule.of(schema)).isPresent());
  }
}
