// The first page: search, what was seen recently, and the airports that the visitor follows.

import { html, nothing } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { get } from "./api.js";
import { sparkline } from "./charts.js";
import { MOST_AIRPORTS } from "./live-source.js";
import { paced } from "./paced.js";
import { prefer, preferences } from "./preferences.js";
import { Search } from "./search.js";
import { session } from "./session.js";
import { showAnyStatus } from "./status.js";
import { dateIn, dayBefore, t, zoneOf } from "./text.js";
import "./text/airport.js";

const EXAMPLES = [
  { icao: "LICC", iata: "CTA", city: "Catania" },
  { icao: "LIRF", iata: "FCO", city: "Rome" },
  { icao: "EDDF", iata: "FRA", city: "Frankfurt" },
  { icao: "EGLL", iata: "LHR", city: "London" },
  { icao: "KJFK", iata: "JFK", city: "New York" },
];
const SPARKLINE_DAYS = 14;
const PAUSE_MS = 1_000;

export class HomeView {
  ownSearch = true;
  #page;
  #search;
  #codeToCard = new Map();

  constructor(page) {
    this.#page = page;
    this.#search = new Search(page, "search");
  }

  title() {
    return null;
  }

  open() {
    this.sessionChanged();
  }

  /** Loads what is shown of the airports that are followed, and watches them. */
  sessionChanged() {
    const shown = this.#shown();
    for (const code of this.#codeToCard.keys()) {
      if (!shown.includes(code)) {
        this.#codeToCard.delete(code);
      }
    }
    shown.filter((code) => !this.#codeToCard.has(code)).forEach((code) => this.#load(code));
    if (shown.length > 0) {
      this.#page.watch(shown);
    } else if (session.known) {
      showAnyStatus(this.#page);
    }
  }

  #shown() {
    return session.airports.slice(0, MOST_AIRPORTS);
  }

  received({ type, data }) {
    const card = type === "airport" && this.#codeToCard.get(data.airport);
    if (!card) {
      return;
    }
    Object.assign(card, { newVersion: data.version, departures24h: data.departures_24h });
    card.refresh();
  }

  #load(code) {
    const card = {};
    card.refresh = paced(() => this.#refresh(code, card), PAUSE_MS);
    this.#codeToCard.set(code, card);
    this.#loadDetails(code, card).then(() => this.#loadDays(code, card));
  }

  async #refresh(code, card) {
    await this.#loadDetails(code, card, true);
    const changed = card.version !== undefined && card.version !== card.newVersion;
    card.version = card.newVersion;
    if (changed) {
      await this.#loadDays(code, card, true);
    }
  }

  async #loadDetails(code, card, fresh = false) {
    card.details = (await this.#page.untilLoaded(() => get(`/airports/${code}`, { fresh }), () => {})) ?? card.details;
    this.#showStatus();
    this.#page.changed();
  }

  async #loadDays(code, card, fresh = false) {
    const to = dayBefore(dateIn(card.details?.timezone ?? "UTC", Date.now()), 1);
    const path = `/airports/${code}/statistics?from=${dayBefore(to, SPARKLINE_DAYS - 1)}&to=${to}`;
    const statistics = await this.#page.untilLoaded(() => get(path, { fresh }), () => {});
    card.days = statistics?.days ?? card.days;
    this.#page.changed();
  }

  /** The state of the data is that of the airport read longest ago; simulated as soon as one is. */
  #showStatus() {
    const details = [...this.#codeToCard.values()].map((card) => card.details).filter(Boolean);
    const read = details.filter(({ collection }) => collection.last_read_at);
    const oldest = read.sort((a, b) => a.collection.last_read_at.localeCompare(b.collection.last_read_at))[0];
    const simulated = details.find(({ collection }) => collection.simulated);
    const shown = simulated ?? oldest ?? details[0];
    if (shown) {
      this.#page.status.of(shown.collection, zoneOf(shown));
    }
  }

  template() {
    const { recent } = preferences();
    return html`
      <section class="hero">
        <h1 tabindex="-1">${t("home.title")}</h1>
        <p class="lead soft">${t("home.lead")}</p>
        ${this.#search.template()}
        <p class="chips">
          <span class="soft small">${t(recent.length > 0 ? "home.recent" : "home.try")}</span>
          ${(recent.length > 0 ? recent : EXAMPLES).map(
            ({ icao, iata, city, name }) =>
              html`<a class="chip" href="/?airport=${icao}"><b>${iata ?? icao}</b> ${city || name}</a>`,
          )}
          ${recent.length > 0
            ? html`<button type="button" class="link small" @click=${() => this.#forget()}>${t("home.forget")}</button>`
            : nothing}
        </p>
      </section>
      ${this.#followed()}
    `;
  }

  #forget() {
    prefer({ recent: [] });
    this.#page.changed();
  }

  #followed() {
    if (!session.known) {
      return html`<section class="cards" aria-busy="true"></section>`;
    }
    if (session.user === null) {
      return html`<section class="card invitation">
        <p>${t("home.join")}</p>
        <p class="actions">
          <a class="button primary" href="/?account=register">${t("session.register")}</a>
          <a class="button" href="/?account=login">${t("session.logIn")}</a>
        </p>
      </section>`;
    }
    const rest = session.airports.slice(MOST_AIRPORTS);
    return html`<section aria-labelledby="followed">
      <h2 id="followed">${t("home.followed")}</h2>
      ${session.airports.length === 0 ? html`<p class="card invitation">${t("home.none")}</p>` : nothing}
      <ul class="cards">
        ${repeat(
          this.#shown(),
          (code) => code,
          (code) => html`<li>${this.#card(code, this.#codeToCard.get(code) ?? {})}</li>`,
        )}
      </ul>
      ${rest.length === 0
        ? nothing
        : html`<details class="small">
            <summary>${t("home.more", { count: rest.length })}</summary>
            <p class="chips">${rest.map((code) => html`<a class="chip" href="/?airport=${code}">${code}</a>`)}</p>
          </details>`}
    </section>`;
  }

  #card(code, { details, days, departures24h }) {
    return html`<a class="card airport-card" href="/?airport=${code}" data-airport=${code}>
      <span class="airport-card-name">
        <b>${details?.city || details?.name || code}</b>
        <span class="code">${details?.iata ?? code}</span>
      </span>
      <span class="airport-card-line" title=${t("home.sparkline")}>
        ${days ? sparkline(days.map((day) => day.departures)) : nothing}
      </span>
      <span class="soft small number">
        ${departures24h != null
          ? t("home.day", { count: departures24h })
          : details && !details.collection.last_read_at
            ? t("home.dayUnknown")
            : "\u00a0"}
      </span>
    </a>`;
  }
}
