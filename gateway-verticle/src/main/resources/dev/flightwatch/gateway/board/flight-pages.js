// The flights of one airport and direction that a view shows: the newest page, and earlier ones on demand.

import { get } from "./api.js";
import { keyOf } from "./flight-board.js";
import { dateIn, dayBefore } from "./text.js";

const DAYS = 3;
const MOST_NEW = 10;

export class FlightPages {
  #path;
  #next = null;
  #older = [];
  #known = null;
  flights = null;
  simulated = null;
  names = { airports: {}, airlines: {} };
  /** Keys of the flights that came last, while the page was open; of very many none stands out. */
  newKeys = new Set();

  /** @param airport flights of its last three days, in its time zone, are paged through */
  constructor({ icao, timezone }, direction, limit) {
    const from = dayBefore(dateIn(timezone ?? "UTC", Date.now()), DAYS);
    this.#path = `/airports/${icao}/flights?direction=${direction}&from=${from}&names=true&limit=${limit}`;
  }

  /** Reads the newest page again. Returns the flights that were not there before, none at the first time. */
  async load(fresh) {
    const page = await get(this.#path, { fresh });
    const before = this.#known;
    const added = before === null ? [] : page.flights.filter((flight) => !before.has(keyOf(flight)));
    const newest = new Set(page.flights.map(keyOf));
    this.flights = [...page.flights, ...this.#older.filter((flight) => !newest.has(keyOf(flight)))];
    if (this.#older.length === 0) {
      this.#next = page.next;
    }
    this.#remember(page);
    if (added.length > 0) {
      this.newKeys = new Set(added.length > MOST_NEW ? [] : added.map(keyOf));
    }
    return added;
  }

  get hasOlder() {
    return this.#next !== null;
  }

  async loadOlder() {
    const page = await get(`${this.#path}&cursor=${encodeURIComponent(this.#next)}`);
    this.#older.push(...page.flights);
    this.flights = [...this.flights, ...page.flights];
    this.#next = page.next;
    this.#remember(page);
  }

  #remember({ airports, airlines, simulated }) {
    this.simulated = simulated;
    this.names = {
      airports: { ...this.names.airports, ...airports },
      airlines: { ...this.names.airlines, ...airlines },
    };
    this.#known = new Set(this.flights.map(keyOf));
  }
}
