package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.usermanager.users.MemoryUserStore;
import dev.flightwatch.usermanager.users.UserStore;

class MemoryAccountStoreTest implements AccountStoreContract {
  private final MemoryUserStore users = new MemoryUserStore();
  private final MemoryAccountStore target = new MemoryAccountStore(users);

  @Override
  public AccountStore target() {
    return target;
  }

  @Override
  public UserStore users() {
    return users;
  }
}
