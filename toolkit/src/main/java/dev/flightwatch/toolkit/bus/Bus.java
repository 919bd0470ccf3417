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
 * The typed event bus, and the only user of Vert.x's event bus. Messages are records: passed by
 * reference inside a process, as JSON between the processes of a cluster. They carry the
 * correlation id.
 *
 * <p>There is one bus per Vert.x instance; it is safe for use by any thread.
 */
public final class Bus implements Shareable {
  private static final Logger log = LoggerFactory.getLogger(Bus.class);

  /** Header with the id of the publishing bus, in events that go to other processes. */
  private static final String ORIGIN = "X-Origin";

  private final VertxInternal vertx;
  private final EventBus eventBus;
  private final String origin = UUID.randomUUID().toString();
  private final RecordCodec codec = new RecordCodec();
  private final CommandMetrics metrics;

  /** Addresses of the commands consumed here; in a cluster other processes may consume them too. */
  private final Set<String> consumedHere = ConcurrentHashMap.newKeySet();

  private final Map<String, List<Subscription<?>>> addressToSubscriptions =
      new ConcurrentHashMap<>();

  private Bus(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    eventBus = vertx.eventBus();
    metrics = new CommandMetrics(Meters.of(vertx));
    eventBus.registerCodec(codec);
    if (vertx.isClustered()) {
      eventBus.addOutboundInterceptor(new FailFastInterceptor(eventBus));
    }
  }

  /** Returns the bus of a Vert.x instance. */
  public static Bus of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Bus>getLocalMap(Bus.class.getName())
        .computeIfAbsent("bus", key -> new Bus(vertx));
  }

  /**
   * Sends a command to its consumer: the one in this process if there is one, otherwise one of
   * those in the cluster.
   *
   * <p>Fails with a {@link ServiceException}: the consumer's own, {@code UNAVAILABLE} when there is
   * no consumer, {@code TIMEOUT} when there is no reply within the command's timeout.
   */
  public <Q extends Record, A extends Record> Future<A> request(Command<Q, A> command, Q request) {
    long start = System.nanoTime();
    codec.register(command.reply());
    DeliveryOptions options =
        deliveryOptions()
            .setSendTimeout(Math.max(1, command.timeout().toMillis()))
            .setLocalOnly(consumedHere.contains(command.address()));
    return eventBus
        .<Record>request(command.address(), request, options)
        .map(reply -> read(command.reply(), reply))
        .recover(failure -> Future.failedFuture(BusFailure.decode(command.address(), failure)))
        .onComplete(done -> metrics.completed(command, done.cause(), start));
  }

  /** Consumes a command until the calling verticle is undeployed. */
  public <Q extends Record, A extends Record> Future<Void> consume(
      Command<Q, A> command, Function<Q, Future<A>> handler) {
    codec.register(command.request());
    MessageConsumer<Record> consumer =
        eventBus.consumer(
            command.address(),
            message -> {
              Correlation.adopt(message.headers().get(Correlation.HEADER));
              Future.succeededFuture(message)
                  .map(received -> read(command.request(), received))
                  .compose(request -> requireNonNull(handler.apply(request), "no future"))
                  .onSuccess(reply -> message.reply(reply, deliveryOptions()))
                  .onFailure(failure -> BusFailure.reply(message, failure));
            });
    consumedHere.add(command.address());
    return consumer.completion();
  }

  /**
   * Publishes an event to all subscribers in every process.
   *
   * @return completes when all subscribers in this process have handled the event, and never fails:
   *     a subscriber's failure is logged, and a subscriber that takes longer than a second is not
   *     waited for
   */
  public <E extends Record> Future<Void> publish(BusEvent<E> type, E event) {
    if (vertx.isClustered()) {
      eventBus.publish(type.address(), event, deliveryOptions().addHeader(ORIGIN, origin));
    }
    String correlationId = Correlation.current();
    List<Future<Void>> deliveries =
        addressToSubscriptions.getOrDefault(type.address(), List.of()).stream()
            .map(subscription -> subscription.deliver(event, correlationId))
            .toList();
    Promise<Void> delivered = vertx.getOrCreateContext().promise();
    Future.join(deliveries).<Void>mapEmpty().onComplete(delivered);
    return delivered
        .future()
        .timeout(1, TimeUnit.SECONDS)
        .onFailure(late -> log.warn("A subscriber of {} takes over a second", type.address()))
        .otherwiseEmpty();
  }

  /** Subscribes to a type of event until the calling verticle is undeployed. */
  public <E extends Record> Future<Void> subscribe(BusEvent<E> type, Consumer<E> handler) {
    codec.register(type.event());
    ContextInternal context = vertx.getOrCreateContext().unwrap();
    Subscription<E> subscription = new Subscription<>(type, context, handler);
    List<Subscription<?>> subscriptions =
        addressToSubscriptions.computeIfAbsent(type.address(), a -> new CopyOnWriteArrayList<>());
    subscriptions.add(subscription);
    context.addCloseHook(
        undeployed -> {
          subscriptions.remove(subscription);
          undeployed.succeed();
        });
    return eventBus
        .<Record>consumer(type.address(), message -> receive(type, subscription, message))
        .completion();
  }

  /** Handles an event of another process; those of this process are delivered by publish. */
  private <E extends Record> void receive(
      BusEvent<E> type, Subscription<E> subscription, Message<Record> message) {
    if (origin.equals(message.headers().get(ORIGIN))) {
      return;
    }
    Correlation.adopt(message.headers().get(Correlation.HEADER));
    try {
      subscription.handle(read(type.event(), message));
    } catch (IllegalArgumentException e) {
      log.error("Cannot read an event of {}", type.address(), e);
    }
  }

  private static <R extends Record> R read(Class<R> type, Message<?> message) {
    if (message.body() instanceof RecordCodec.Unreadable unreadable) {
      throw new IllegalArgumentException(
          "Cannot read the message to " + message.address() + " of type " + unreadable.type());
    }
    return type.cast(message.body());
  }

  private DeliveryOptions deliveryOptions() {
    DeliveryOptions options = new DeliveryOptions().setCodecName(codec.name());
    String correlationId = Correlation.current();
    return correlationId == null ? options : options.addHeader(Correlation.HEADER, correlationId);
  }
}
