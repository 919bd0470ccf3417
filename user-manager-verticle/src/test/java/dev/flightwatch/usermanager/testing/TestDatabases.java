package dev.flightwatch.usermanager.testing;

import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides each test that has the parameter with an empty database, on one shared server. */
public final class TestDatabases implements ParameterResolver {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Server server =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Server.class, key -> new Server(), Server.class);
    return server.create("test_" + NUMBER.incrementAndGet());
  }

  private static final class Server implements AutoCloseable {
    private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.startEphemeral();

    TestDatabase create(String name) {
      TestDatabase all = new TestDatabase(postgres.url());
      all.execute("create database " + name);
      return new TestDatabase(postgres.url().replaceFirst("/[^/]*$", "/" + name));
    }

    @Override
    public void close() {
      postgres.close();
    }
  }
}
