// One event source for all that is watched. Used by the shared worker, and by the page where there is none.

const REOPEN_MS = 3_000;
/** The interval of heartbeats, until the first one says it. */
const HEARTBEAT_MS = 5_000;
const MOST_MISSED = 3;
const JITTER_MS = 2_000;
export const MOST_AIRPORTS = 20;

export class LiveSource {
  #listener;
  #url = null;
  #source = null;
  #reopening = null;
  #silence = null;
  #heardAt = null;
  #interval = HEARTBEAT_MS;
  #keyToEvent = new Map();

  /**
   * @param listener called with {type: "open" | "lost" | "airport" | "aircraft", data}; the `since` of "lost" is the time
   *     of the last contact, null if there was none
   */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Watches these airports from now on; without any, the connection is closed. */
  watch(airports, aircraft) {
    const codes = [...airports].slice(0, MOST_AIRPORTS).sort();
    const planes = [...aircraft].filter((code) => codes.includes(code)).sort();
    const query = planes.length > 0 ? `&aircraft=${planes.join(",")}` : "";
    const url = codes.length > 0 ? `${new URL("../api/stream", import.meta.url)}?airports=${codes.join(",")}${query}` : null;
    if (url !== this.#url) {
      this.#url = url;
      this.#keyToEvent.clear();
      this.#open();
    }
  }

  /** The last events, for a page that joins a connection which is already open. */
  get lastEvents() {
    return [...this.#keyToEvent.values()];
  }

  #open() {
    clearTimeout(this.#reopening);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
    if (this.#url === null) {
      this.#heardAt = null;
      return;
    }
    const source = new EventSource(this.#url);
    this.#source = source;
    source.onopen = () => {
      this.#heard();
      this.#emit("open", {});
    };
    // The browser gives up after one 502 or 503, so the reopening is ours, always.
    source.onerror = () => this.#lost();
    source.addEventListener("heartbeat", ({ data }) => {
      this.#interval = JSON.parse(data).interval_seconds * 1000;
      this.#heard();
    });
    for (const type of ["airport", "aircraft"]) {
      source.addEventListener(type, ({ data }) => {
        this.#heard();
        this.#emit(type, JSON.parse(data));
      });
    }
    this.#await();
  }

  /** A server that stands still keeps the connection open and sends nothing. */
  #heard() {
    this.#heardAt = Date.now();
    this.#await();
  }

  #await() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), MOST_MISSED * this.#interval);
  }

  #lost() {
    clearTimeout(this.#silence);
    clearTimeout(this.#reopening);
    this.#source?.close();
    this.#emit("lost", { since: this.#heardAt });
    this.#reopening = setTimeout(() => this.#open(), REOPEN_MS + Math.random() * JITTER_MS);
  }

  #emit(type, data) {
    const event = { type, data };
    this.#keyToEvent.set(data.airport ? type + data.airport : "connection", event);
    this.#listener(event);
  }
}
