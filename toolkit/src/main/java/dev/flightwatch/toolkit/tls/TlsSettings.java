package dev.flightwatch.toolkit.tls;

import static dev.flightwatch.toolkit.config.Setting.file;
import static dev.flightwatch.toolkit.config.Setting.names;
import static dev.flightwatch.toolkit.config.Setting.seconds;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of TLS, the same for every service. */
public final class TlsSettings {
  private static final Settings GRPC = new Settings();

  /** The settings of a server. */
  public static final Settings SERVER = new Settings();

  /** The settings of a service that has a gRPC API and calls the other one's. */
  public static final Settings SETTINGS = new Settings(SERVER, GRPC);

  /** The settings of a service that calls the HTTP APIs of others. */
  public static final Settings HTTP_CLIENT = new Settings(SERVER);

  private static final Setting<Optional<Path>> CERTIFICATE =
      SERVER.add(
          file(
              "tls_certificate",
              "PEM file with the certificate of this service, followed by its intermediate"
                  + " certificates. When set, HTTP and gRPC are served over TLS."));
  private static final Setting<Optional<Path>> KEY =
      SERVER.add(
          file(
              "tls_key",
              "PEM file with the private key of that certificate: RSA or EC, without a"
                  + " passphrase."));
  private static final Setting<Optional<Path>> CLIENT_CA =
      GRPC.add(
          file(
              "grpc_tls_client_ca",
              "PEM file of the CA that issued the certificates of gRPC callers. When set, callers"
                  + " must present a certificate."));
  private static final Setting<Set<String>> ALLOWED_CALLERS =
      GRPC.add(
          names(
              "grpc_tls_allowed_callers",
              "Comma-separated names; the certificate of a gRPC caller must have one of them."
                  + " Empty: any name."));
  private static final Setting<Optional<Path>> CA =
      GRPC.add(
          file(
              "grpc_tls_ca",
              "PEM file of the CA that issued the gRPC certificate of the other service. When set,"
                  + " the other service is called over TLS."));
  private static final Setting<Optional<Path>> CALLER_CERTIFICATE =
      GRPC.add(
          file(
              "grpc_tls_certificate",
              "PEM file with the certificate that this service presents to the other one."));
  private static final Setting<Optional<Path>> CALLER_KEY =
      GRPC.add(file("grpc_tls_key", "PEM file with the private key of that certificate."));
  private static final Setting<Optional<Path>> HTTP_CA =
      HTTP_CLIENT.add(
          file(
              "http_tls_ca",
              "PEM file of the CA that issued the HTTP certificates of the services. When set, the"
                  + " services are called over TLS."));
  private static final Setting<Duration> RELOAD_SECONDS =
      SERVER.addTuning(
          seconds(
              "tls_reload_seconds",
              10,
              0.05,
              86_400,
              "Interval between checks of the TLS files for changes."));

  private static final List<Requirement> REQUIREMENTS =
      List.of(
          new Requirement(CERTIFICATE, KEY),
          new Requirement(KEY, CERTIFICATE),
          new Requirement(CALLER_CERTIFICATE, CALLER_KEY),
          new Requirement(CALLER_KEY, CALLER_CERTIFICATE),
          new Requirement(CLIENT_CA, CERTIFICATE),
          new Requirement(ALLOWED_CALLERS, CLIENT_CA),
          new Requirement(CALLER_CERTIFICATE, CA));

  /** A setting that has no effect without another one. */
  private record Requirement(Setting<?> setting, Setting<?> needed) {
    String problem() {
      return setting.variable() + " has no effect without " + needed.variable() + ": set it";
    }
  }

  private TlsSettings() {}

  /** Returns the problems in the combination of the settings, one line each. */
  public static List<String> problems(Config config) {
    return REQUIREMENTS.stream()
        .filter(r -> isSet(config, r.setting()) && !isSet(config, r.needed()))
        .map(Requirement::problem)
        .toList();
  }

  private static boolean isSet(Config config, Setting<?> setting) {
    return config.has(setting)
        && !List.of(Optional.empty(), Set.of()).contains(config.get(setting));
  }

  /** Returns the TLS files of the HTTP servers; empty for plain text. */
  public static Optional<TlsFiles> http(Config config) {
    return server(config, Optional.empty());
  }

  /** Returns the TLS files of the gRPC server; empty for plain text. */
  public static Optional<TlsFiles> grpcServer(Config config) {
    return server(config, pem(config, CLIENT_CA));
  }

  private static Optional<TlsFiles> server(Config config, Optional<PemFile> trustedCa) {
    return identity(config, CERTIFICATE, KEY)
        .map(files -> new TlsFiles(Optional.of(files), trustedCa, config.get(RELOAD_SECONDS)));
  }

  /** Returns the names of which the certificate of a gRPC caller must have one; empty: any. */
  public static Set<String> allowedCallers(Config config) {
    return config.get(ALLOWED_CALLERS);
  }

  /** Returns the TLS files for calls to the other service; empty for plain text. */
  public static Optional<TlsFiles> grpcClient(Config config) {
    return pem(config, CA)
        .map(
            ca ->
                new TlsFiles(
                    identity(config, CALLER_CERTIFICATE, CALLER_KEY),
                    Optional.of(ca),
                    config.get(RELOAD_SECONDS)));
  }

  /** Returns the TLS files for calls to the HTTP APIs of other services; empty for plain text. */
  public static Optional<TlsFiles> httpClient(Config config) {
    return pem(config, HTTP_CA)
        .map(ca -> new TlsFiles(Optional.empty(), Optional.of(ca), config.get(RELOAD_SECONDS)));
  }

  private static Optional<TlsFiles.CertificateAndKey> identity(
      Config config, Setting<Optional<Path>> certificate, Setting<Optional<Path>> key) {
    return pem(config, certificate)
        .flatMap(
            first -> pem(config, key).map(second -> new TlsFiles.CertificateAndKey(first, second)));
  }

  private static Optional<PemFile> pem(Config config, Setting<Optional<Path>> setting) {
    return config.get(setting).map(path -> new PemFile(setting.variable(), path));
  }
}
