package dev.flightwatch.usermanager.users;

class MemoryUserStoreTest implements UserStoreContract {
  private final MemoryUserStore target = new MemoryUserStore();

  @Override
  public UserStore target() {
    return target;
  }
}
