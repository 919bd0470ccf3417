package dev.flightwatch.usermanager.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Copies of all rows of the user manager's tables, in the text format of PostgreSQL's {@code COPY}.
 * Services may write while a copy is made: it is a snapshot. All methods block.
 */
public final class DatabaseCopy implements AutoCloseable {
  private static final String VERSION =
      """
      select version from flyway_schema_history where success and version is not null
      order by installed_rank desc limit 1""";

  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'
        and table_name <> 'flyway_schema_history'
      order by table_name""";

  private final Connection connection;
  private final List<String> tables;

  private DatabaseCopy(Connection connection) throws SQLException {
    this.connection = connection;
    tables = texts(TABLES);
  }

  /** Opens the database, and takes the snapshot that is read. */
  public static DatabaseCopy open(PostgresOptions options) throws SQLException {
    Connection connection = connect(options);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return new DatabaseCopy(connection);
  }

  /**
   * Opens a database without tables, to restore a copy into it.
   *
   * @param version version of the schema that the copy was made of
   */
  public static DatabaseCopy create(PostgresOptions options, String version) throws SQLException {
    Migrations.migrateTo(version, options);
    Connection connection = connect(options);
    try (Statement statement = connection.createStatement()) {
      // Foreign keys are not checked until all tables are complete.
      statement.execute("set session_replication_role = replica");
    }
    return new DatabaseCopy(connection);
  }

  private static Connection connect(PostgresOptions options) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            options.jdbcUrl(), options.url().user(), options.url().password());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Returns whether this version of the service can create a schema of a version. */
  public static boolean isKnown(String version) {
    return version.matches("[0-9]{1,6}")
        && Integer.parseInt(version) <= Integer.parseInt(Migrations.LATEST);
  }

  /** Returns the version of the schema. */
  public String version() throws SQLException {
    return texts(VERSION).get(0);
  }

  /** Returns the names of the tables. */
  public List<String> tables() {
    return tables;
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Writes the rows of a table; returns their number. */
  public long write(String table, OutputStream to) throws SQLException, IOException {
    return copies().copyOut("copy " + known(table) + " to stdout", to);
  }

  /** Adds rows to a table; returns their number. */
  public long read(String table, InputStream from) throws SQLException, IOException {
    return copies().copyIn("copy " + known(table) + " from stdin", from);
  }

  private CopyManager copies() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private String known(String table) throws SQLException {
    if (!tables.contains(table)) {
      throw new SQLException("there is no table " + table);
    }
    return '"' + table + '"';
  }

  /** Keeps the rows that were added. */
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
