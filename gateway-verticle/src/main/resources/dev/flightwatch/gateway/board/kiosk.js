// A board for a screen on a wall: large, without controls, the airports in turn.

import { html } from "./lib/lit-html.js";
import { get } from "./api.js";
import { flightTable, keyOf } from "./flight-board.js";
import { FlightPages } from "./flight-pages.js";
import { MOST_AIRPORTS } from "./live-source.js";
import { paced } from "./paced.js";
import { day, t, time, zoneOf } from "./text.js";
import "./text/airport.js";

const SECONDS = 20;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 600;
const PAGE_SIZE = 30;
const PAUSE_MS = 300;
const LEAST_ROWS = 4;

export class KioskView {
  bare = true;
  #page;
  #codes;
  #stops = new Map();
  #seconds;
  #shown = 0;
  #timers = [];
  #rows = LEAST_ROWS;

  /** @param seconds how long each airport is shown; not a number, or 0: 20 */
  constructor(page, codes, seconds) {
    this.#page = page;
    this.#codes = codes.slice(0, MOST_AIRPORTS);
    this.#seconds = Math.min(Math.max(seconds || SECONDS, LEAST_SECONDS), MOST_SECONDS);
  }

  title() {
    return this.#codes.join(", ");
  }

  async open() {
    this.#timers.push(setInterval(() => this.#page.changed(), 1_000));
    this.#timers.push(setInterval(() => this.#turn(), this.#seconds * 1_000));
    await Promise.all(this.#codes.map((code) => this.#load(code)));
    this.#page.watch([...this.#stops.keys()]);
  }

  close() {
    this.#timers.forEach(clearInterval);
    this.#page.watch([]);
  }

  #turn() {
    this.#shown = (this.#shown + 1) % Math.max(this.#stops.size, 1);
    this.#page.changed();
  }

  async #load(code) {
    const airport = await this.#page.untilLoaded(() => get(`/airports/${code}`), () => {});
    if (airport) {
      const pages = new FlightPages(airport, "departure", PAGE_SIZE);
      const stop = { airport, pages };
      stop.refresh = paced(() => this.#refresh(airport.icao, stop), PAUSE_MS);
      this.#stops.set(airport.icao, stop);
      await this.#page.untilLoaded(() => pages.load(false), () => {});
      this.#page.changed();
    }
  }

  received({ type, data }) {
    const stop = type === "airport" && this.#stops.get(data.airport);
    if (stop) {
      stop.newVersion = data.version;
      stop.refresh();
    }
  }

  async #refresh(code, stop) {
    const details = await this.#page.untilLoaded(() => get(`/airports/${code}`, { fresh: true }), () => {});
    stop.airport = details ?? stop.airport;
    if (stop.version !== stop.newVersion) {
      stop.version = stop.newVersion;
      await this.#page.untilLoaded(() => stop.pages.load(true), () => {});
    }
    this.#page.changed();
  }

  /** Shows as many flights as there is room for below the head: whole rows, and the line below them. */
  drawn(root) {
    const row = root.querySelector(".flight-row");
    if (row) {
      const below = root.querySelector(".status").offsetHeight;
      const room = window.innerHeight - window.scrollY - row.getBoundingClientRect().top - below;
      const rows = Math.max(LEAST_ROWS, Math.floor(room / row.getBoundingClientRect().height));
      if (rows !== this.#rows) {
        this.#rows = rows;
        this.#page.changed();
      }
    }
  }

  template() {
    const stop = [...this.#stops.values()][this.#shown];
    if (this.#codes.length === 0) {
      return html`<main class="kiosk"><h1>${t("kiosk.missing")}</h1></main>`;
    }
    if (!stop) {
      return html`<main class="kiosk"><h1>${this.#codes.join(" · ")}</h1>${this.#page.status.bar()}</main>`;
    }
    const { airport, pages } = stop;
    const zone = zoneOf(airport);
    this.#page.status.of(airport.collection, zone);
    return html`<main class="kiosk" data-test="kiosk" data-airport=${airport.icao}>
      ${this.#page.status.ribbon()}
      <header class="kiosk-head">
        <h1>${airport.city || airport.name || airport.icao} <span class="code">${airport.iata ?? airport.icao}</span></h1>
        <p class="kiosk-kind">${t("flight.departures")}</p>
        <p class="kiosk-clock number">${time(Date.now(), zone)}<span>${day(Date.now(), zone)}</span></p>
      </header>
      ${pages.flights?.length
        ? flightTable({
            airport,
            direction: "departure",
            flights: pages.flights.slice(0, this.#rows),
            names: pages.names,
            isNew: (flight) => pages.newKeys.has(keyOf(flight)),
            days: false,
          })
        : html`<p class="board-empty">${t(pages.flights ? "board.noDepartures" : "board.loading")}</p>`}
      ${this.#page.status.bar()}
    </main>`;
  }
}
