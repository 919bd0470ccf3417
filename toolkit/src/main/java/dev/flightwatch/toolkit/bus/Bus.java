package dev.flightwatch.toolkit.bus;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The typed event bus, and the only door to Vert.x's own. Messages are records: passed by reference
 * inside a process, as JSON between processes. The correlation id travels with them.
 *
 * <p>There is one per Vert.x instance; any thread may use it.
 */
public final class Bus implements Shareable {
  private static final Logger log = LoggerFactory.getLogger(Bus.class);

  /** Whose facts they are, in a message that goes to other processes. */
  private static final String ORIGIN = "X-Origin";

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final VertxInternal vertx;
  private final EventBus eventBus;
  private final String origin = UUID.randomUUID().toString();
  private final RecordCodec codec = new RecordCodec();
  private final CommandTimes times;

  /** The commands that are owned here, which in a cluster may have other owners elsewhere. */
  private final Set<String> ownedHere = ConcurrentHashMap.newKeySet();

  private final Map<String, List<Listener<?>>> addressToListeners = new ConcurrentHashMap<>();

  private Bus(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    eventBus = vertx.eventBus();
    times = new CommandTimes(Meters.of(vertx));
    eventBus.registerCodec(codec);
    if (vertx.isClustered()) {
      eventBus.addOutboundInterceptor(new LostMessages(eventBus));
    }
  }

  public static Bus of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Bus>getLocalMap(Bus.class.getName())
        .computeIfAbsent("bus", key -> new Bus(vertx));
  }

  /**
   * Asks the owner of a command: the one in this process when there is one, else any of those in
   * the cluster.
   *
   * <p>Fails with a {@link ServiceException}: the owner's own, {@code UNAVAILABLE} when no owner is
   * there, {@code TIMEOUT} when it did not answer within the command's timeout.
   */
  public <Q extends Record, A extends Record> Future<A> ask(Command<Q, A> command, Q question) {
    long since = System.nanoTime();
    codec.know(command.answer());
    DeliveryOptions options =
        deliveryOptions()
            .setSendTimeout(Math.max(1, command.timeout().toMillis()))
            .setLocalOnly(ownedHere.contains(command.address()));
    return eventBus
        .<Record>request(command.address(), question, options)
        .map(reply -> read(command.answer(), reply))
        .recover(failure -> Future.failedFuture(BusFailure.decode(command.address(), failure)))
        .onComplete(done -> times.ended(command, done.cause(), since));
  }

  /** Becomes the owner of a command, until the verticle that calls this is undeployed. */
  public <Q extends Record, A extends Record> Future<Void> answer(
      Command<Q, A> command, Function<Q, Future<A>> owner) {
    codec.know(command.question());
    MessageConsumer<Record> consumer =
        eventBus.consumer(
            command.address(),
            message -> {
              Correlation.adopt(message.headers().get(Correlation.HEADER));
              Future.succeededFuture(message)
                  .map(asked -> read(command.question(), asked))
                  .compose(question -> requireNonNull(owner.apply(question), "no future"))
                  .onSuccess(answer -> message.reply(answer, deliveryOptions()))
                  .onFailure(failure -> BusFailure.reply(message, failure));
            });
    ownedHere.add(command.address());
    return consumer.completion();
  }

  /**
   * Publishes a fact to all who listen, in every process.
   *
   * @return completes when all who listen in this process have heard the fact, and never fails: a
   *     listener's failure is logged, and a listener that does not get to hear it within a second
   *     is not waited for any longer
   */
  public <E extends Record> Future<Void> publish(Topic<E> topic, E event) {
    if (vertx.isClustered()) {
      eventBus.publish(topic.address(), event, deliveryOptions().addHeader(ORIGIN, origin));
    }
    String correlationId = Correlation.current();
    List<Future<Void>> heard =
        addressToListeners.getOrDefault(topic.address(), List.of()).stream()
            .map(listener -> listener.tell(event, correlationId))
            .toList();
    Promise<Void> heardByAll = vertx.getOrCreateContext().promise();
    Future.join(heard).<Void>mapEmpty().onComplete(heardByAll);
    return heardByAll
        .future()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(late -> log.warn("Not all who listen to {} heard in time", topic.address()))
        .otherwiseEmpty();
  }

  /** Listens to a kind of fact, until the verticle that calls this is undeployed. */
  public <E extends Record> Future<Void> listen(Topic<E> topic, Consumer<E> work) {
    codec.know(topic.event());
    ContextInternal context = vertx.getOrCreateContext().unwrap();
    Listener<E> listener = new Listener<>(topic, context, work);
    List<Listener<?>> listeners =
        addressToListeners.computeIfAbsent(topic.address(), a -> new CopyOnWriteArrayList<>());
    listeners.add(listener);
    context.addCloseHook(
        undeployed -> {
          listeners.remove(listener);
          undeployed.succeed();
        });
    return eventBus
        .<Record>consumer(topic.address(), message -> hear(topic, listener, message))
        .completion();
  }

  /** A fact that comes by the event bus is of another process, or was told already. */
  private <E extends Record> void hear(
      Topic<E> topic, Listener<E> listener, Message<Record> message) {
    if (origin.equals(message.headers().get(ORIGIN))) {
      return;
    }
    Correlation.adopt(message.headers().get(Correlation.HEADER));
    try {
      listener.hear(read(topic.event(), message));
    } catch (IllegalArgumentException e) {
      log.error("A fact of {} was not heard", topic.address(), e);
    }
  }

  private static <R extends Record> R read(Class<R> type, Message<?> message) {
    if (message.body() instanceof RecordCodec.Unreadable unreadable) {
      throw new IllegalArgumentException(
          "What came by " + message.address() + " was refused: " + unreadable.why());
    }
    return type.cast(message.body());
  }

  private DeliveryOptions deliveryOptions() {
    DeliveryOptions options = new DeliveryOptions().setCodecName(codec.name());
    String correlationId = Correlation.current();
    return correlationId == null ? options : options.addHeader(Correlation.HEADER, correlationId);
  }
}
