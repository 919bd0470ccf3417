package dev.flightwatch.toolkit.tls;

import static dev.flightwatch.toolkit.config.Setting.file;
import static dev.flightwatch.toolkit.config.Setting.names;
import static dev.flightwatch.toolkit.config.Setting.seconds;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of TLS, the same in every service. */
public final class TlsSettings {
  private static final Setting<Optional<Path>> CERTIFICATE =
      file(
          "tls_certificate",
          "PEM file of the service's certificate and what is between it and its CA: HTTP and gRPC"
              + " are served over TLS; not set: plain.");
  private static final Setting<Optional<Path>> KEY =
      file("tls_key", "PEM file of that certificate's key, RSA or EC, without a passphrase.");
  private static final Setting<Optional<Path>> CLIENT_CA =
      file(
          "grpc_tls_client_ca",
          "PEM file of the CA whose certificates callers of gRPC must have; not set: they need"
              + " none.");
  private static final Setting<Set<String>> ALLOWED_CALLERS =
      names(
          "grpc_tls_allowed_callers",
          "Names, with commas between, one of which a caller's certificate must have; not set:"
              + " any name.");
  private static final Setting<Optional<Path>> CA =
      file(
          "grpc_tls_ca",
          "PEM file of the CA that the other service's gRPC certificate is of: calls are made over"
              + " TLS; not set: plain.");
  private static final Setting<Optional<Path>> CALLER_CERTIFICATE =
      file("grpc_tls_certificate", "PEM file of the certificate that those calls are made with.");
  private static final Setting<Optional<Path>> CALLER_KEY =
      file("grpc_tls_key", "PEM file of that certificate's key.");
  private static final Setting<Duration> RELOAD_SECONDS =
      seconds(
          "tls_reload_seconds",
          10,
          0.05,
          86_400,
          "How often is looked whether these files changed.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          CERTIFICATE,
          KEY,
          CLIENT_CA,
          ALLOWED_CALLERS,
          CA,
          CALLER_CERTIFICATE,
          CALLER_KEY,
          RELOAD_SECONDS);

  private TlsSettings() {}

  /** What no single key can say, one line a problem. */
  public static List<String> problems(Config config) {
    List<String> problems = new ArrayList<>();
    together(config, CERTIFICATE, KEY, problems);
    together(config, CALLER_CERTIFICATE, CALLER_KEY, problems);
    needs(config.get(CLIENT_CA).isPresent(), CLIENT_CA, CERTIFICATE, config, problems);
    needs(!config.get(ALLOWED_CALLERS).isEmpty(), ALLOWED_CALLERS, CLIENT_CA, config, problems);
    needs(config.get(CALLER_CERTIFICATE).isPresent(), CALLER_CERTIFICATE, CA, config, problems);
    return problems;
  }

  private static void together(
      Config config,
      Setting<Optional<Path>> one,
      Setting<Optional<Path>> other,
      List<String> problems) {
    if (config.get(one).isPresent() != config.get(other).isPresent()) {
      problems.add(
          one.variable() + " and " + other.variable() + " go together: set both, or neither");
    }
  }

  private static void needs(
      boolean set,
      Setting<?> setting,
      Setting<Optional<Path>> needed,
      Config config,
      List<String> problems) {
    if (set && config.get(needed).isEmpty()) {
      problems.add(setting.variable() + " has no effect without " + needed.variable() + ": set it");
    }
  }

  /** What HTTP is served with; empty: plain. */
  public static Optional<TlsFiles> http(Config config) {
    return listener(config, Optional.empty());
  }

  /** What gRPC is served with; empty: plain. */
  public static Optional<TlsFiles> grpcDoor(Config config) {
    return listener(config, pem(config, CLIENT_CA));
  }

  private static Optional<TlsFiles> listener(Config config, Optional<PemFile> trusted) {
    return pair(config, CERTIFICATE, KEY)
        .map(pair -> new TlsFiles(Optional.of(pair), trusted, config.get(RELOAD_SECONDS)));
  }

  /** The names that callers of gRPC may have; empty: any. */
  public static Set<String> allowedCallers(Config config) {
    return config.get(ALLOWED_CALLERS);
  }

  /** What the other service is called with; empty: plain. */
  public static Optional<TlsFiles> grpcPeer(Config config) {
    return pem(config, CA)
        .map(
            trusted ->
                new TlsFiles(
                    pair(config, CALLER_CERTIFICATE, CALLER_KEY),
                    Optional.of(trusted),
                    config.get(RELOAD_SECONDS)));
  }

  private static Optional<TlsFiles.Pair> pair(
      Config config, Setting<Optional<Path>> certificate, Setting<Optional<Path>> key) {
    return pem(config, certificate)
        .flatMap(first -> pem(config, key).map(second -> new TlsFiles.Pair(first, second)));
  }

  private static Optional<PemFile> pem(Config config, Setting<Optional<Path>> setting) {
    return config.get(setting).map(path -> new PemFile(setting.variable(), path));
  }
}
