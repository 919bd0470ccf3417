// Flights by weekday and hour, as a table whose cells are coloured.

import { html, nothing, render } from "./lib/lit-html.js";
import { placeTip, Surface } from "./chart-surface.js";
import { number, t, weekday } from "./text.js";

const STEPS = 6;
const HOURS = [...Array(24).keys()];
const DAYS = [...Array(7).keys()];
const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

const clock = (hour) => `${String(hour % 24).padStart(2, "0")}:00`;

/** Returns the top of the scale: the greatest value with two digits. */
function topOf(most) {
  const power = 10 ** (Math.floor(Math.log10(most || STEPS)) - 1);
  return Math.ceil((most || STEPS) / power) * power;
}

export class HeatMap {
  constructor(host, page) {
    this.host = host;
    this.page = page;
    this.data = null;
    this.direction = page.recalled.heat ?? "departures";
    this.current = [0, 0];
    this.pointed = null;
    host.classList.add("heat");
    this.surface = new Surface(host, () => this.draw());
    render(this.frame(), host);
  }

  /** Shows averages: {departures, arrivals}, each [7][24] from Monday, 00:00; null where nothing is known. */
  update(data) {
    if (data !== this.data) {
      this.data = data;
      this.surface.invalidate();
    }
  }

  destroy() {
    this.surface.destroy();
    render(nothing, this.host);
  }

  draw() {
    render(this.frame(), this.host);
    this.placeTip();
  }

  value(day, hour) {
    return this.data?.[this.direction]?.[day]?.[hour] ?? null;
  }

  text(day, hour) {
    const value = this.value(day, hour);
    const rounded = Math.round(value * 10) / 10;
    return value === null
      ? t("charts.not_known")
      : t(`charts.heat.${this.direction}_of`, { count: rounded, value: number(rounded, 1) });
  }

  choose(direction) {
    this.direction = direction;
    this.page.remember({ heat: direction });
    this.draw();
  }

  point(cell) {
    this.pointed = cell;
    this.draw();
  }

  onKey(event) {
    const move = MOVES[event.key];
    let [day, hour] = this.current;
    if (event.key === "Escape") {
      this.point(null);
      return;
    }
    if (event.key === "Home" || event.key === "End") {
      hour = event.key === "Home" ? 0 : 23;
    } else if (move) {
      day = Math.max(0, Math.min(6, day + move[0]));
      hour = Math.max(0, Math.min(23, hour + move[1]));
    } else {
      return;
    }
    event.preventDefault();
    this.current = [day, hour];
    this.draw();
    this.host.querySelector('[tabindex="0"][data-hour]').focus();
  }

  cellOf(event) {
    const { day, hour } = event.target.closest?.("[data-hour]")?.dataset ?? {};
    return hour === undefined ? null : [Number(day), Number(hour)];
  }

  onFocus(event) {
    const cell = this.cellOf(event);
    if (cell) {
      this.current = cell;
      this.point(cell);
    }
  }

  placeTip() {
    const tip = this.host.querySelector(".tip");
    tip.hidden = !this.pointed;
    if (this.pointed) {
      const [day, hour] = this.pointed;
      const frame = this.host.querySelector(".heat-frame").getBoundingClientRect();
      const cell = this.host.querySelector(`[data-day="${day}"][data-hour="${hour}"]`).getBoundingClientRect();
      placeTip(tip, cell.left - frame.left + cell.width / 2, cell.top - frame.top, frame.width);
    }
  }

  cell(day, hour, top) {
    const value = this.value(day, hour);
    const step = !this.data
      ? 0
      : value === null
        ? "none"
        : value === 0
          ? 0
          : Math.min(STEPS, Math.floor((value / top) * STEPS) + 1);
    const focusable = day === this.current[0] && hour === this.current[1];
    return html`<td class="heat-${step}" data-day=${day} data-hour=${hour} tabindex=${focusable ? "0" : "-1"}>
      <span class="hidden-text">${this.text(day, hour)}</span>
    </td>`;
  }

  table(top) {
    return html`<table role="grid" aria-label=${t(`charts.heat.${this.direction}`)}
      @keydown=${(event) => this.onKey(event)} @focusin=${(event) => this.onFocus(event)} @focusout=${() => this.point(null)}
      @pointerover=${(event) => this.point(this.cellOf(event))} @pointerleave=${() => this.point(null)}>
      <thead>
        <tr>
          <th scope="col"><span class="hidden-text">${t("charts.heat.weekday")}</span></th>
          ${HOURS.map((hour) => html`<th scope="col"><span aria-hidden="true">${String(hour).padStart(2, "0")}</span><span class="hidden-text">${clock(hour)}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${DAYS.map((day) => html`<tr><th scope="row">${weekday(day)}</th>${HOURS.map((hour) => this.cell(day, hour, top))}</tr>`)}
      </tbody>
    </table>`;
  }

  legend(top) {
    return html`<div class="heat-legend">
      <span>${t("charts.heat.scale")}</span>
      <span class="heat-scale">
        <span class="number">0</span>
        ${[...Array(STEPS + 1).keys()].map((step) => html`<i class="heat-${step}"></i>`)}
        <span class="number">${number(top, 1)}</span>
      </span>
      <span class="heat-scale"><i class="heat-none"></i>${t("charts.none")}</span>
    </div>`;
  }

  frame() {
    const values = (this.data?.[this.direction] ?? []).flat().filter((value) => value !== null);
    const top = topOf(Math.max(0, ...values));
    const known = values.length;
    this.host.dataset.direction = this.direction;
    this.host.dataset.cells = known;
    this.host.dataset.hatched = this.data ? DAYS.length * HOURS.length - known : 0;
    const [day, hour] = this.pointed ?? [];
    return html`<div class="heat-bar">
        <div class="choice" role="group" aria-label=${t("charts.direction")}>
          ${["departures", "arrivals"].map(
            (direction) =>
              html`<button type="button" data-direction=${direction} aria-pressed=${direction === this.direction ? "true" : "false"}
                @click=${() => this.choose(direction)}>${t(`charts.${direction}`)}</button>`,
          )}
        </div>
      </div>
      <div class="heat-frame" data-series=${this.direction}>
        ${this.table(top)}
        ${this.data && !known ? html`<p class="chart-note">${t("charts.heat.empty")}</p>` : nothing}
        <div class="tip" aria-hidden="true" hidden>
          ${
            this.pointed
              ? html`<strong>${t("charts.heat.cell", { weekday: weekday(day, "long"), from: clock(hour), to: clock(hour + 1) })}</strong>
                <span class="tip-${this.direction}">${this.text(day, hour)}</span>`
              : nothing
          }
        </div>
        ${this.legend(top)}
      </div>`;
  }
}
