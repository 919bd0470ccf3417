package dev.flightwatch.usermanager.users;

class MemoryPasswordTriesTest implements PasswordTriesContract {
  private final MemoryPasswordTries target = new MemoryPasswordTries();

  @Override
  public PasswordTries target() {
    return target;
  }
}
