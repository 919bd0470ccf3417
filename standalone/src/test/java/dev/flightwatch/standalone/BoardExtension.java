package dev.flightwatch.standalone;

import dev.flightwatch.testkit.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One system and one browser for all tests of the board, until the last of them has ended. A test
 * that fails leaves a picture of what the browser shows in {@code target/board}.
 */
final class BoardExtension implements BeforeAllCallback, AfterTestExecutionCallback {
  private static final Path PICTURES = Path.of("target", "board");

  private Started started;

  private record Started(BoardSystem system, Browser browser) implements AutoCloseable {
    static Started start() {
      try {
        BoardSystem system = new BoardSystem(Files.createTempDirectory("board"));
        Browser browser = Browser.start();
        browser.resize(BoardVisitor.WIDTH, BoardVisitor.HEIGHT);
        return new Started(system, browser);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws IOException {
      browser.close();
      system.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    started =
        context
            .getRoot()
            .getStore(Namespace.create(BoardExtension.class))
            .getOrComputeIfAbsent(Started.class, type -> Started.start(), Started.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      String test = context.getRequiredTestMethod().getName() + " " + context.getDisplayName();
      browser().picture(PICTURES.resolve(test.replaceAll("\\W+", "-") + ".png"));
    }
  }

  BoardSystem system() {
    return started.system();
  }

  Browser browser() {
    return started.browser();
  }
}
