package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class DocumentCompilerTest {
  @TempDir private Path folder;

  private static String things() throws IOException {
    try (InputStream yaml =
        DocumentCompilerTest.class.getResourceAsStream("/" + ThingsApi.DOCUMENT)) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("things.yaml"), yaml);
  }

  private static OpenApiDocument read(Vertx vertx, String document) throws Exception {
    return OpenApiDocument.read(vertx, document).await(30, TimeUnit.SECONDS);
  }

  @Test
  void serverShouldReadTheSameFromTheCompiledDocument(Vertx vertx) throws Exception {
    // given
    Path yaml = write(things());
    OpenApiDocument expected = read(vertx, yaml.toString());

    // when
    DocumentCompiler.main(new String[] {yaml.toString()});
    Files.writeString(yaml, "not read");
    OpenApiDocument compiled = read(vertx, yaml.toString());

    // then
    assertThat(compiled.idToAccess()).isNotEmpty().isEqualTo(expected.idToAccess());
    assertThat(compiled.contract().getRawContract())
        .isEqualTo(expected.contract().getRawContract());
    assertThat(compiled.contract().operations())
        .extracting(Operation::getOperationId)
        .containsExactlyElementsOf(
            expected.contract().operations().stream().map(Operation::getOperationId).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'info:', 'inf:', things.yaml: Instance does not have",
    "'info:', ': [', things.yaml is not YAML"
  })
  void mainShouldNameTheDocumentAndWriteNothingWhenItIsNotValid(
      String part, String replaced, String expected) throws IOException {
    Path yaml = write(things().replace("\n" + part, "\n" + replaced));

    assertThatThrownBy(() -> DocumentCompiler.main(new String[] {yaml.toString()}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
    assertThat(folder.resolve("things.json")).doesNotExist();
  }
}
