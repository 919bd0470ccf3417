package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/**
 * What the owner of the users is asked over the bus. The timeouts are the askers' last resort: they
 * are longer than all that the owner itself waits for.
 */
public final class UserMessages {
  public static final Command<RegisterUser, UserRegistered> REGISTER =
      new Command<>(
          "user-manager.users.register",
          RegisterUser.class,
          UserRegistered.class,
          Duration.ofSeconds(25));

  public static final Command<DeleteUser, UserDeleted> DELETE =
      new Command<>(
          "user-manager.users.delete", DeleteUser.class, UserDeleted.class, Duration.ofSeconds(25));

  public static final Command<CheckUsers, UsersChecked> CHECK =
      new Command<>(
          "user-manager.users.check", CheckUsers.class, UsersChecked.class, Duration.ofSeconds(6));

  private UserMessages() {}
}
