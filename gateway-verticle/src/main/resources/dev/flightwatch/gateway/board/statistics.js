// The statistics of an airport over a period that the visitor chooses, and the download of its flights.

import { html, nothing } from "./lib/lit-html.js";
import { get, getFile } from "./api.js";
import { DayChart, HeatMap, ranking } from "./charts.js";
import { preferences } from "./preferences.js";
import { problemText } from "./problem.js";
import { choice } from "./shell.js";
import { dateIn, dayBefore, longDay, number, t, zoneOf } from "./text.js";

const PERIODS = [7, 30, 90, 365];
const MOST_DAYS = 400;
/** Keeps the height of a line that has no text yet. */
const NOTHING = "\u00a0";
const DAY_MS = 86_400_000;

export class StatisticsPanel {
  #page;
  #airport;
  #period;
  #from = "";
  #to = "";
  #invalid = false;
  #statistics = null;
  #failure = null;
  #zone = null;
  #dayChart = null;
  #heatMap = null;
  #downloading = null;
  #downloadFailure = null;

  constructor(page, airport) {
    this.#page = page;
    this.#airport = airport;
    const { period = 30, from, to } = page.recalled;
    if (period === "dates") {
      [this.#period, this.#from, this.#to] = [period, from, to];
    } else {
      this.#choose(period);
    }
  }

  close() {
    this.#dayChart?.destroy?.();
    this.#heatMap?.destroy?.();
  }

  #choose(days) {
    this.#period = days;
    this.#to = dayBefore(dateIn(zoneOf(this.#airport), Date.now()), 1);
    this.#from = dayBefore(this.#to, days - 1);
  }

  async load(fresh) {
    this.#zone = preferences().zone;
    const path = `/airports/${this.#airport.icao}/statistics?${this.#query()}&timezone=${encodeURIComponent(zoneOf(this.#airport))}`;
    const statistics = await this.#page.untilLoaded(() => get(path, { fresh }), (error) => (this.#failure = error));
    if (statistics && path.includes(this.#query())) {
      this.#statistics = statistics;
      this.#failure = null;
    }
    this.#page.changed();
  }

  #query() {
    return `from=${this.#from}&to=${this.#to}`;
  }

  drawn(root) {
    if (this.#zone !== null && this.#zone !== preferences().zone) {
      this.load(false);
    }
    const [days, heat] = [root.querySelector("[data-day-chart]"), root.querySelector("[data-heat-map]")];
    if (days && heat) {
      // Their frames have the final height before there is anything to draw.
      this.#dayChart ??= new DayChart(days);
      this.#heatMap ??= new HeatMap(heat, this.#page);
      if (this.#statistics) {
        this.#dayChart.update(this.#statistics);
        this.#heatMap.update(this.#statistics.heatmap);
      }
    }
  }

  template() {
    return html`<section class="statistics" aria-labelledby="statistics-heading" data-test="statistics">
      <div class="section-head">
        <h2 id="statistics-heading">${t("statistics.heading")}</h2>
        ${this.#picker()} ${this.#downloads()}
      </div>
      ${this.#failure
        ? html`<p class="error" role="alert" data-test="statistics-failed">
            ${t("statistics.failed")} ${problemText(this.#failure)()}
          </p>`
        : nothing}
      ${this.#tiles()}
      <div class="chart-grid">
        <section class="card wide" aria-labelledby="per-day">
          <h3 id="per-day">${t("statistics.perDayHeading")}</h3>
          <div class="day-chart-host" data-day-chart></div>
        </section>
        <section class="card wide" aria-labelledby="week">
          <h3 id="week">${t("statistics.weekHeading")}</h3>
          <div class="heat-map-host" data-heat-map></div>
        </section>
        ${this.#ranking("destinations", this.#statistics?.destinations, ({ airport, city, ...row }) => ({
          code: airport,
          label: city ?? airport,
          ...row,
        }))}
        ${this.#ranking("airlines", this.#statistics?.airlines, ({ icao, name, ...row }) => ({
          code: icao,
          label: name ?? icao,
          ...row,
        }))}
      </div>
    </section>`;
  }

  #ranking(kind, rows, toRow) {
    return html`<section class="card ranking-card" aria-labelledby=${kind}>
      <h3 id=${kind}>${t(`statistics.${kind}`)}</h3>
      <p class="small soft">${t("statistics.rankingNote")}</p>
      ${rows === undefined
        ? nothing
        : rows.length === 0
          ? html`<p class="soft">${t("statistics.nothing")}</p>`
          : ranking(rows.map(toRow), kind)}
    </section>`;
  }

  #picker() {
    const options = [...PERIODS.map((days) => [days, t("statistics.days", { days })]), ["dates", t("statistics.custom")]];
    const dates = this.#period === "dates";
    return html`<div class="picker">
      ${choice(t("statistics.period"), options, this.#period, (period) => this.#pick(period))}
      ${dates
        ? html`<span class="dates">
              <label>${t("statistics.from")} <input class="input" type="date" .value=${this.#from} @change=${(event) => this.#dates({ from: event.target.value })} /></label>
              <label>${t("statistics.to")} <input class="input" type="date" .value=${this.#to} @change=${(event) => this.#dates({ to: event.target.value })} /></label>
            </span>
            ${this.#invalid ? html`<p class="error small" role="alert">${t("statistics.badPeriod")}</p>` : nothing}`
        : nothing}
    </div>`;
  }

  #pick(period) {
    this.#invalid = false;
    if (period === "dates") {
      this.#period = period;
      this.#remember();
      this.#page.changed();
    } else {
      this.#choose(period);
      this.#remember();
      this.load(false);
    }
  }

  #dates({ from = this.#from, to = this.#to }) {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    this.#invalid = !(days >= 1 && days <= MOST_DAYS);
    this.#from = from;
    this.#to = to;
    if (this.#invalid) {
      this.#page.changed();
    } else {
      this.#remember();
      this.load(false);
    }
  }

  #remember() {
    this.#page.remember({ period: this.#period, from: this.#from, to: this.#to });
  }

  #downloads() {
    return html`<div class="downloads">
      ${["departures", "arrivals"].map(
        (kind) =>
          html`<button
            type="button"
            class="button"
            data-test="download-${kind}"
            aria-disabled=${this.#downloading !== null}
            @click=${() => this.#download(kind)}
          >
            ${t(this.#downloading === kind ? "download.running" : `download.${kind}`)}
          </button>`,
      )}
      ${this.#downloadFailure
        ? html`<p class="error small" role="alert" data-test="download-failed">
            ${t("download.failed")} ${this.#downloadFailure()}
          </p>`
        : nothing}
    </div>`;
  }

  /** Downloads the flights of the period as the server sends them. */
  async #download(kind) {
    if (this.#downloading !== null || this.#invalid) {
      return;
    }
    this.#downloading = kind;
    this.#downloadFailure = null;
    this.#page.changed();
    try {
      const path = `/airports/${this.#airport.icao}/flights?direction=${kind.slice(0, -1)}&${this.#query()}`;
      const file = await getFile(path, "text/csv");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${this.#airport.icao}-${kind}-${this.#from}-${this.#to}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      this.#downloadFailure = problemText(error);
    } finally {
      this.#downloading = null;
      this.#page.changed();
    }
  }

  #tiles() {
    const { totals, average_per_day: average, busiest, coverage, days } = this.#statistics ?? {};
    const covered = (of) =>
      of ? t("statistics.covered", { covered: of.final + of.partial, all: days.length }) : NOTHING;
    const tile = (name, value, note) => html`<div class="card tile">
      <dt class="soft small">${name}</dt>
      <dd class="tile-value number">${value}</dd>
      <dd class="small soft">${note}</dd>
    </div>`;
    const shown = (value, digits = 0) => (value == null ? (this.#statistics ? t("unknown") : NOTHING) : number(value, digits));
    return html`<dl class="tiles">
      ${tile(t("statistics.departures"), shown(totals?.departures), covered(coverage?.departures))}
      ${tile(t("statistics.arrivals"), shown(totals?.arrivals), covered(coverage?.arrivals))}
      ${tile(t("statistics.perDay"), shown(average?.departures, 1), this.#change())}
      ${tile(
        t("statistics.busiest"),
        shown(busiest?.departures),
        busiest ? longDay(Date.parse(busiest.date), "UTC") : NOTHING,
      )}
    </dl>`;
  }

  #change() {
    const { average_per_day: now, previous, days } = this.#statistics ?? {};
    if (now?.departures == null || previous?.average_per_day.departures == null) {
      return NOTHING;
    }
    const difference = now.departures - previous.average_per_day.departures;
    const rounded = number(Math.abs(difference), 1);
    if (Math.abs(difference) < 0.05) {
      return t("statistics.same", { days: days.length });
    }
    const change = t(difference > 0 ? "statistics.more" : "statistics.fewer", { n: rounded });
    return t("statistics.change", { change, days: days.length });
  }
}
