// What the page always shows: whether flights are simulated, how old the data is, and what is being waited for.

import { html, nothing } from "./lib/lit-html.js";
import { get } from "./api.js";
import { connection } from "./live.js";
import { preferences } from "./preferences.js";
import { session } from "./session.js";
import { moment, relative, t, zoneOf } from "./text.js";

const EXAMPLE = "LICC";

/**
 * Shows the state of the data on a view without an airport of its own: that of the first airport that the visitor
 * follows, else only the state of the source.
 */
export async function showAnyStatus(page) {
  const [followed] = session.airports;
  const code = followed ?? preferences().recent[0]?.icao ?? EXAMPLE;
  page.watch([code]);
  const details = await page.untilLoaded(() => get(`/airports/${code}`), () => {});
  if (details) {
    const { collection } = details;
    page.status.of(followed ? collection : { opensky: collection.opensky }, zoneOf(details));
    page.changed();
  }
}

function whySimulated(source, opensky) {
  if (opensky?.emulator && source !== "mock") {
    return "emulator";
  }
  return opensky?.simulated && !opensky.emulator ? "noCredentials" : "unavailable";
}

export class Status {
  #failing = new Set();
  #collection = null;
  #zone = "UTC";

  /** Says that something which the page loads gets no response, until it has {@link recovered}. */
  failing(load) {
    this.#failing.add(load);
  }

  recovered(load) {
    this.#failing.delete(load);
  }

  /** Shows the collection of this airport, as in the airport's details; null for none. */
  of(collection, zone = "UTC") {
    this.#collection = collection;
    this.#zone = zone;
  }

  /** A ribbon, if what the page shows is simulated. */
  ribbon() {
    const { data_source: source, simulated, opensky } = this.#collection ?? {};
    if (!(simulated ?? opensky?.simulated)) {
      return nothing;
    }
    return html`<p class="mock-ribbon" data-test="mock-ribbon">
      <strong>${t("status.mock")}</strong>
      ${t(`status.mockWhy.${whySimulated(source, opensky)}`)}
    </p>`;
  }

  bar() {
    return html`<div class="status" data-test="status">
      ${this.#connection()} ${this.#collection === null ? nothing : this.#age(this.#collection)}
    </div>`;
  }

  #connection() {
    const lost = connection.state === "lost";
    if (this.#failing.size > 0 && !(lost && connection.since !== null)) {
      return html`<span class="status-item bad" role="alert" data-state="unavailable">${t("status.unavailable")}</span>`;
    }
    switch (connection.state) {
      case "open":
        return this.#open(this.#collection ?? {});
      case "lost":
        return html`<span class="status-item bad" role="status" data-state="lost">
          ${connection.since === null
            ? t("status.lost")
            : t("status.lostSince", {
                since: moment(new Date(connection.since), this.#zone),
                ago: relative(connection.since),
              })}
        </span>`;
      case "connecting":
        return html`<span class="status-item" data-state="connecting">${t("status.connecting")}</span>`;
      default:
        return nothing;
    }
  }

  /** Live is only what is read: the data of an airport that nobody follows stays as it is. */
  #open({ followed, last_read_at: last }) {
    const item = (kind, text) => html`<span class="status-item ${kind}" data-state="open" data-test="live">${text}</span>`;
    if (followed === false) {
      const text = last
        ? t("status.notFollowed", { at: moment(new Date(last), this.#zone) })
        : t("status.notFollowedNeverRead");
      return item("warn", text);
    }
    return followed ? item("good", t("status.live")) : item("", t("status.connected"));
  }

  #age({ followed, last_read_at: last, next_read_at: next, backfill, opensky }) {
    const limited = opensky?.rate_limited_until;
    const item = (text, kind = "", test = "") => html`<span class="status-item ${kind}" data-test=${test}>${text}</span>`;
    return html`
      ${last ? item(t("status.read", { ago: relative(new Date(last)) }), "", "age") : nothing}
      ${followed && !last ? item(t("status.neverRead"), "", "age") : nothing}
      ${followed && next ? item(this.#next(new Date(next)), "", "next-read") : nothing}
      ${limited && new Date(limited) > Date.now()
        ? item(t("status.limited", { until: moment(new Date(limited), this.#zone) }), "warn", "limited")
        : nothing}
      ${opensky && !opensky.available && !limited ? item(t("status.broken"), "warn", "broken") : nothing}
      ${opensky?.credits_left != null
        ? item(t("status.credits", { count: opensky.credits_left }), "", "credits")
        : nothing}
      ${followed && backfill && !backfill.done
        ? item(
            html`${t("status.backfill", { done: backfill.days - backfill.days_missing, days: backfill.days })}
              <progress max=${backfill.days} value=${backfill.days - backfill.days_missing} aria-hidden="true"></progress>`,
            "",
            "backfill",
          )
        : nothing}
    `;
  }

  #next(at) {
    return at <= Date.now() ? t("status.nextDue") : t("status.next", { when: relative(at) });
  }
}
