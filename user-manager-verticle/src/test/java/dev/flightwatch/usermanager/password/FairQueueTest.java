package dev.flightwatch.usermanager.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.users.HashPart;
import dev.flightwatch.usermanager.users.HashTurn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairQueueTest {
  /** Work is {@code L} or {@code R} for its part, and the network. */
  @ParameterizedTest
  @CsvSource({
    "Ra1 Ra2 Ra3,                     Ra1 Ra2 Ra3",
    "Ra1 Ra2 Ra3 Rb1 Rc1,             Ra1 Rb1 Rc1 Ra2 Ra3",
    "Ra1 Ra2 La1,                     La1 Ra1 Ra2",
    "Ra1 Ra2 Ra3 Rb1 La1 La2 La3 Lb1, La1 Ra1 Lb1 Rb1 La2 Ra2 La3 Ra3"
  })
  void removeShouldTakeTurnsByPartAndNetwork(String offered, String removed) {
    // given
    FairQueue<String> target = new FairQueue<>(10);
    List<String> work = List.of(offered.split(" "));

    // when
    work.forEach(each -> target.offer(turn(each), each));

    // then
    assertThat(work.stream().map(each -> target.remove())).containsExactly(removed.split(" "));
  }

  @Test
  void networkShouldKeepItsTurnWhenItsWorkComesMeanwhile() {
    // given
    FairQueue<String> target = new FairQueue<>(10);
    offer(target, "Ra1", "Ra2", "Rb1");

    // when
    String first = target.remove();
    offer(target, "Ra3", "Rb2");

    // then
    assertThat(first).isEqualTo("Ra1");
    assertThat(List.of(target.remove(), target.remove(), target.remove(), target.remove()))
        .containsExactly("Rb1", "Ra2", "Rb2", "Ra3");
  }

  @Test
  void offerShouldRefuseWhenThePartIsFull() {
    // given
    FairQueue<String> target = new FairQueue<>(3);

    // when
    List<Boolean> accepted =
        IntStream.range(0, 5).mapToObj(i -> target.offer(turn("Ra"), "Ra" + i)).toList();

    // then
    assertThat(accepted).containsExactly(true, true, true, false, false);
    assertThat(target.size(HashPart.REGISTRATION)).isEqualTo(3);
    assertThat(target.offer(turn("Lb"), "Lb1")).isTrue();
    assertThat(target.size(HashPart.LOGIN)).isOne();
  }

  private static void offer(FairQueue<String> target, String... work) {
    List.of(work).forEach(each -> target.offer(turn(each), each));
  }

  private static HashTurn turn(String work) {
    HashPart part = work.charAt(0) == 'L' ? HashPart.LOGIN : HashPart.REGISTRATION;
    return new HashTurn(part, work.substring(1, 2));
  }
}
