package dev.flightwatch.embedded.mongo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file of a store whose writes a test sees, and can make fail. One test at a time uses it. */
public final class WatchedFile extends FilePathWrapper {
  private static final String SCHEME = "watched";

  private static Watcher watcher;

  /** Called before each write. */
  interface Watcher {
    void write(long position, byte[] bytes) throws IOException;

    void truncate(long size);
  }

  /** Returns the path under which a store writes to the file. */
  static Path watch(Path file, Watcher watcher) {
    FilePath.register(new WatchedFile());
    WatchedFile.watcher = watcher;
    return Path.of(SCHEME + ":" + file);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel file;

    Channel(FileChannel file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      byte[] bytes = new byte[source.remaining()];
      source.duplicate().get(bytes);
      watcher.write(position, bytes);
      return file.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      watcher.truncate(size);
      file.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      file.force(metadata);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
