// One airport: its board of flights, its map, its statistics.

import { html, nothing } from "./lib/lit-html.js";
import { get } from "./api.js";
import { flightName, flightTable, keyOf, otherEnd, placeName } from "./flight-board.js";
import { FlightPages } from "./flight-pages.js";
import { FollowButton } from "./follow.js";
import { RouteMap } from "./map.js";
import { paced } from "./paced.js";
import { rememberAirport } from "./preferences.js";
import { problemText } from "./problem.js";
import { countRoutes } from "./route-counts.js";
import { choice } from "./shell.js";
import { StatisticsPanel } from "./statistics.js";
import { country, t, time, zoneOf } from "./text.js";
import "./text/airport.js";

const PAGE_SIZE = 500;
const FIRST_ROWS = 60;
const MINUTE_MS = 60_000;
const PAUSE_MS = 300;

export class AirportView {
  #page;
  #code;
  #airport = null;
  #failure = null;
  #direction;
  #pages = null;
  #rows;
  #aircraft = null;
  #version;
  #newVersion;
  #map = null;
  #mapped = [];
  #routesOf = [];
  #counted = null;
  #statistics = null;
  #follow = null;

  constructor(page, code) {
    this.#page = page;
    this.#code = code;
    ({ direction: this.#direction = "departure", rows: this.#rows = FIRST_ROWS } = page.recalled);
  }

  title() {
    return this.#airport ? `${this.#airport.city || this.#name} ${this.#airport.iata ?? this.#airport.icao}` : this.#code;
  }

  get #name() {
    return this.#airport.name ?? this.#airport.icao;
  }

  async open() {
    this.#page.status.of(null);
    this.#page.watch([]);
    await this.#loadDetails(false);
    if (this.#airport === null) {
      return;
    }
    const { icao, latitude } = this.#airport;
    rememberAirport({ ...this.#airport, name: this.#name });
    this.#pages = {
      departure: new FlightPages(this.#airport, "departure", PAGE_SIZE),
      arrival: new FlightPages(this.#airport, "arrival", PAGE_SIZE),
    };
    this.#statistics = new StatisticsPanel(this.#page, this.#airport);
    this.#follow = new FollowButton(this.#page, this.#airport, () => {
      // Unlike every version, so that flights and statistics are read again, too.
      this.#version = null;
      this.#refresh();
    });
    this.#page.watch([icao], latitude === null ? [] : [icao]);
    this.#refresh();
  }

  close() {
    this.#page.watch([]);
    this.#map?.destroy();
    this.#statistics?.close();
  }

  async #loadDetails(fresh) {
    const details = await this.#page.untilLoaded(
      () => get(`/airports/${encodeURIComponent(this.#code)}`, { fresh }),
      (error) => (this.#failure = error),
    );
    if (details !== null) {
      this.#airport = details;
      this.#page.status.of(details.collection, zoneOf(details));
    }
    this.#page.changed();
  }

  async #loadFlights(fresh) {
    for (const direction of ["departure", "arrival"]) {
      const added = await this.#page.untilLoaded(
        () => this.#pages[direction].load(fresh),
        (error) => (this.#failure = error),
      );
      this.#announce(added ?? [], direction);
      this.#page.changed();
    }
  }

  #announce(added, direction) {
    if (added.length > 0 && direction === this.#direction) {
      const place = placeName(otherEnd(added[0], direction), this.#pages[direction].names.airports);
      this.#page.announce(t("board.new", { flight: flightName(added[0]), place }));
    }
  }

  received({ type, data }) {
    if (this.#airport === null || data.airport !== this.#airport.icao) {
      return;
    }
    if (type === "aircraft") {
      this.#aircraft = data;
    } else if (type === "airport") {
      this.#newVersion = data.version;
      this.#refresh();
    }
  }

  /** Reads flights and statistics for the first time, then again what an event says may have changed. */
  #refresh = paced(async () => {
    const fresh = this.#pages.departure.flights !== null;
    if (fresh) {
      await this.#loadDetails(true);
    }
    const [before, now] = [this.#version, this.#newVersion];
    if (!fresh || before !== now) {
      this.#version = now;
      await this.#loadFlights(fresh);
      // The first event only says which version it is that was read.
      if (!fresh || before !== undefined) {
        await this.#statistics.load(fresh);
      }
    }
  }, PAUSE_MS);

  drawn(root) {
    this.#statistics?.drawn(root);
    const host = root.querySelector("[data-map]");
    if (host && this.#airport) {
      this.#drawMap(host, this.#routes().routes, this.#aircraft, this.#pages?.departure.simulated ?? null);
    }
  }

  /** Draws the map again if something on it has changed. */
  #drawMap(host, routes, aircraft, simulated) {
    const [lastRoutes, lastAircraft, lastSimulated] = this.#mapped;
    if (this.#map === null || routes !== lastRoutes || aircraft !== lastAircraft || simulated !== lastSimulated) {
      this.#map ??= new RouteMap(host, this.#page);
      this.#map.update({ airport: this.#airport, routes, aircraft, simulated });
      this.#mapped = [routes, aircraft, simulated];
    }
  }

  template() {
    if (this.#failure) {
      return this.#failed();
    }
    return html`
      ${this.#heading()}
      <div class="airport-grid">
        ${this.#board()}
        <section class="card map-card" aria-labelledby="map-heading">
          <h2 id="map-heading">${t("airport.routes")}</h2>
          <div class="map-host" data-map></div>
          <p class="small soft map-known">${this.#mapNote()}</p>
        </section>
      </div>
      ${this.#statistics?.template() ?? nothing}
    `;
  }

  #failed() {
    const { status } = this.#failure;
    const unknown = status === 404 || status === 400;
    return html`<section class="card invitation" data-test=${unknown ? "unknown-airport" : "failed-airport"}>
      <h1 tabindex="-1">${unknown ? t("airport.unknown", { code: this.#code }) : t("airport.failed")}</h1>
      <p data-test="what-next">${unknown ? t("airport.whatNext") : problemText(this.#failure)()}</p>
      <p class="actions"><a class="button" href="/">${t("airport.toStart")}</a></p>
    </section>`;
  }

  #heading() {
    const airport = this.#airport;
    if (airport === null) {
      return html`<section class="airport-heading"><h1 tabindex="-1">${this.#code}</h1></section>`;
    }
    const zone = zoneOf(airport);
    return html`<section class="airport-heading">
      <div>
        <h1 tabindex="-1">
          ${airport.city || this.#name} <span class="code">${airport.iata ?? airport.icao}</span>
        </h1>
        <p class="soft">
          ${[airport.name, country(airport.country), airport.iata ? airport.icao : null].filter(Boolean).join(" · ")}
        </p>
      </div>
      <p class="clock">
        <span class="soft small">${t(zone === "UTC" ? "airport.utcTime" : "airport.localTime")}</span>
        <time class="number" data-test="clock">${time(Date.now(), zone)}</time>
      </p>
      ${this.#follow?.template() ?? nothing}
    </section>`;
  }

  #board() {
    const direction = this.#direction;
    const pages = this.#pages?.[direction];
    const options = [
      ["departure", t("flight.departures")],
      ["arrival", t("flight.arrivals")],
    ];
    return html`<section class="board" aria-labelledby="board-heading">
      <div class="board-head">
        <h2 id="board-heading" class="hidden-text">${t("board.label")}</h2>
        ${choice(t("board.label"), options, direction, (chosen) => this.#turn(chosen))}
        ${direction === "arrival" ? html`<p class="small">${t("board.arrivalsNote")}</p>` : nothing}
      </div>
      <div class="board-rows" tabindex="0" role="group" aria-labelledby="board-heading" aria-busy=${!pages?.flights}>
        ${this.#rowsOf(pages, direction)}
      </div>
    </section>`;
  }

  #turn(direction) {
    this.#direction = direction;
    this.#rows = FIRST_ROWS;
    this.#page.remember({ direction, rows: FIRST_ROWS });
    this.#page.changed();
  }

  #rowsOf(pages, direction) {
    if (!pages?.flights) {
      return html`<p class="board-empty">${t("board.loading")}</p>`;
    }
    if (pages.flights.length === 0) {
      return html`<p class="board-empty" data-test="no-flights">${this.#emptyText(direction)}</p>`;
    }
    const more = pages.flights.length > this.#rows || pages.hasOlder;
    return html`${flightTable({
      airport: this.#airport,
      direction,
      flights: pages.flights.slice(0, this.#rows),
      names: pages.names,
      isNew: (flight) => pages.newKeys.has(keyOf(flight)),
    })}
    ${more
      ? html`<button type="button" class="button board-more" @click=${() => this.#showMore(pages)}>
          ${t("board.older")}
        </button>`
      : nothing}`;
  }

  #emptyText(direction) {
    if (!this.#airport.collection.followed) {
      return t("airport.notFollowed");
    }
    return t(direction === "departure" ? "board.noDepartures" : "board.noArrivals");
  }

  async #showMore(pages) {
    this.#rows += PAGE_SIZE / 2;
    this.#page.remember({ rows: this.#rows });
    if (pages.flights.length < this.#rows && pages.hasOlder) {
      await this.#page.untilLoaded(() => pages.loadOlder(), () => {});
    }
    this.#page.changed();
  }

  /** The flights of the last 24 hours by their other end, counted again when there are others, or a minute later. */
  #routes() {
    const of = [this.#pages?.departure.flights, this.#pages?.arrival.flights, Math.floor(Date.now() / MINUTE_MS)];
    if (of.some((value, index) => value !== this.#routesOf[index])) {
      this.#routesOf = of;
      this.#counted = countRoutes(this.#pages);
    }
    return this.#counted;
  }

  #mapNote() {
    const { all, known } = this.#routes();
    return all > 0 ? t("airport.routesKnown", { known, all }) : "\u00a0";
  }
}

