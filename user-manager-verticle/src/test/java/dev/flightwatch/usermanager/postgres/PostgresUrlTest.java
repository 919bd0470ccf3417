package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
  @Test
  void parseShouldReadEveryPartOrItsDefault() {
    assertThat(parse("postgresql://ada:s%40cr%2Bet+%3A%25@user_db:5433/users?sslmode=require&x=y"))
        .hasToString("user_db:5433/users")
        .isEqualTo(
            new PostgresUrl(
                "user_db", 5433, "users", "ada", "s@cr+et+:%", SslMode.REQUIRE, Optional.empty()));
    assertThat(parse("postgres://ada@[::1]/users"))
        .isEqualTo(
            new PostgresUrl("::1", 5432, "users", "ada", "", SslMode.DISABLE, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://host:5432/name",
        "postgresql://u:secret@host:5432",
        "postgresql://u:secret@host:5432/",
        "postgresql://u:secret@host:0/name",
        "postgresql://u:secret@host:65536/name",
        "postgresql://u:secret@host/name?sslmode=secret",
        "postgresql://u:secret@host/name?sslmode=verify-ca&sslrootcert=/absent/secret.pem"
      })
  void parseShouldFailWithoutRepeatingUrlWhenPartIsInvalid(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void parseShouldVerifyServerWhenRootCertificatesAreGiven(@TempDir Path folder) throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("ca with+plus.pem"), "");

    // when
    PostgresUrl url =
        parse(
            "postgresql://ada@host/users?sslmode=require&sslrootcert="
                + file.toString().replace(" ", "%20"));

    // then
    assertThat(url.sslMode()).isEqualTo(SslMode.VERIFY_CA);
    assertThat(url.rootCertificates()).contains(file);
  }

  private static PostgresUrl parse(String url) {
    return PostgresUrl.parse(URI.create(url));
  }
}
