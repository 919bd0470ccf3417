// Flights per day. uPlot has the axes and the cursor; chart-bars.js draws the days.

import { html, nothing, render, svg } from "./lib/lit-html.js";
import { drawBars, drawSteps, hatching } from "./chart-bars.js";
import { coloursOf, placeBeside, Surface, textScale } from "./chart-surface.js";
import { day as dayName, format, longDay, number, t } from "./text.js";

const MOST_BARS = 62;
const LEAST_SLOT = 5;
const LABEL = 54;
const SERIES = ["departures", "arrivals"];
const COLOURS = [...SERIES, "hatch", "line", "soft"];

const instant = (date) => new Date(`${date}T00:00:00Z`);

/** Returns the label of a day on the axis. January says its year. */
function axisText(date, form) {
  const text = (options) => format(Intl.DateTimeFormat, { ...options, timeZone: "UTC" }).format(instant(date));
  if (form.weekday) {
    return `${text({ weekday: form.weekday })} ${text({ day: form.day })}`;
  }
  return text(!form.day && date.slice(5, 7) === "01" ? { year: "numeric" } : form);
}

const key = (shape, text) =>
  html`<li><svg class="legend-swatch" width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">${shape}</svg>${text}</li>`;

/** Returns which days have a label on the axis, and its form: each day, Mondays, or the first of months. */
function labelsOf(days, width) {
  const step = Math.ceil((days.length * LABEL * textScale()) / width);
  const all = days.map((_, index) => index);
  if (step <= 1) {
    return { at: all, form: { weekday: "short", day: "numeric" } };
  }
  if (step <= 14) {
    const mondays = all.filter((index) => instant(days[index].date).getUTCDay() === 1);
    return { at: mondays.filter((_, week) => step <= 7 || week % 2 === 0), form: { day: "numeric", month: "short" } };
  }
  const firsts = all.filter((index) => days[index].date.endsWith("-01"));
  const each = Math.ceil(step / 30);
  return { at: firsts.filter((_, month) => month % each === 0), form: { month: "short" } };
}

/** Returns the top of the axis: a round number not below the greatest. */
function topOf(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(4, most)));
  return [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((top) => top >= most && top >= 4);
}

export class DayChart {
  constructor(host) {
    this.host = host;
    this.days = [];
    this.current = null;
    this.announced = "";
    host.classList.add("days");
    render(this.frame(), host);
    this.stage = host.querySelector(".days-stage");
    this.surface = new Surface(this.stage, () => this.draw());
  }

  /** Shows days {date, departures, arrivals, departures_coverage, arrivals_coverage}; a number not known is null. */
  update({ days, from, to }) {
    if (days === this.days) {
      return;
    }
    if (days.length !== this.days.length || days[0]?.date !== this.days[0]?.date) {
      this.current = null;
    }
    Object.assign(this, { days, from, to });
    this.series = SERIES.map((name) => ({
      colour: name,
      values: days.map((day) => day[name] ?? null),
      partial: days.map((day) => day[`${name}_coverage`] === "partial"),
    }));
    this.surface.invalidate();
  }

  destroy() {
    this.surface.destroy();
    this.plot?.destroy();
    render(nothing, this.host);
  }

  get known() {
    return this.series?.some(({ values }) => values.some((value) => value !== null));
  }

  draw() {
    if (this.days.length) {
      this.colours = coloursOf(this.host, COLOURS);
      const size = { width: this.stage.clientWidth, height: this.stage.clientHeight };
      const data = [this.days.map((_, index) => index), ...this.series.map(({ values }) => values)];
      if (this.plot) {
        this.plot.setSize(size);
        this.plot.setData(data);
      } else {
        this.plot = new globalThis.uPlot(this.options(size), data, this.host.querySelector(".days-plot"));
      }
    }
    render(this.frame(), this.host);
    this.point();
  }

  options(size) {
    const small = 12 * textScale();
    const font = `${small}px ${getComputedStyle(this.host).fontFamily}`;
    const axis = { font, stroke: () => this.colours.soft, ticks: { show: false } };
    const line = { stroke: () => this.colours.line, width: 1 };
    return {
      ...size,
      padding: [10, 4, 0, 0],
      legend: { show: false },
      cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: () => [-0.5, this.days.length - 0.5] },
        y: { range: () => [0, topOf(Math.max(0, ...this.series.flatMap(({ values }) => values)))] },
      },
      axes: [
        {
          ...axis,
          size: small + 16,
          gap: 8,
          grid: { show: false },
          border: { show: true, ...line },
          splits: (plot) => this.labels(plot).at,
          values: (plot, splits) => {
            const { form } = this.labels(plot);
            return splits.map((index) => axisText(this.days[index].date, form));
          },
        },
        {
          ...axis,
          gap: 8,
          size: (_, values) => 16 + 0.63 * small * Math.max(1, ...(values ?? []).map((value) => value.length)),
          grid: line,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000],
          space: 36,
          values: (_, splits) => splits.map((value) => number(value)),
        },
      ],
      series: [{}, ...SERIES.map(() => ({ paths: () => null, points: { show: false } }))],
      hooks: {
        draw: [(plot) => this.drawDays(plot)],
        setCursor: [(plot) => plot.cursor.event && this.hover(plot.cursor.left < 0 ? null : plot.cursor.idx)],
      },
    };
  }

  labels(plot) {
    return labelsOf(this.days, plot.bbox.width / devicePixelRatio || 300);
  }

  drawDays(plot) {
    const slot = plot.bbox.width / devicePixelRatio / this.days.length;
    const form = this.days.length > MOST_BARS || slot < LEAST_SLOT ? "steps" : "bars";
    const colours = { ...this.colours, hatching: hatching(plot.ctx, this.colours.hatch, devicePixelRatio) };
    plot.ctx.save();
    const bars = (form === "bars" ? drawBars : drawSteps)(plot, this.series, colours);
    plot.ctx.restore();
    const unknown = this.series.map(({ values }) => values.filter((value) => value === null).length);
    Object.assign(this.host.dataset, {
      form,
      days: this.days.length,
      bars,
      hatchedDepartures: unknown[0],
      hatchedArrivals: unknown[1],
      partial: this.days.filter((_, index) => this.series.some(({ partial }) => partial[index])).length,
    });
  }

  hover(index) {
    if (index !== this.current) {
      this.current = index;
      this.announced = "";
      render(this.frame(), this.host);
      this.point();
    }
  }

  /** Marks the current day, and puts the tooltip beside it. */
  point() {
    const [tip, band] = [".tip", ".days-band"].map((name) => this.host.querySelector(name));
    tip.hidden = band.hidden = this.current === null || !this.plot;
    if (!tip.hidden) {
      const { bbox } = this.plot;
      const [left, top, width, height] = [bbox.left, bbox.top, bbox.width, bbox.height].map(
        (edge) => edge / devicePixelRatio,
      );
      const slot = width / this.days.length;
      const shown = Math.max(slot, 3);
      const middle = left + slot * (this.current + 0.5);
      Object.assign(band.style, {
        left: `${middle - shown / 2}px`,
        width: `${shown}px`,
        top: `${top}px`,
        height: `${height}px`,
      });
      placeBeside(tip, middle - shown / 2, middle + shown / 2, top, this.stage.clientWidth);
    }
  }

  onKey(event) {
    const last = this.days.length - 1;
    const now = this.current ?? (event.key === "ArrowLeft" ? last + 1 : -1);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") {
      this.hover(null);
    } else if (next !== undefined && last >= 0) {
      event.preventDefault();
      this.hover(Math.max(0, Math.min(last, next)));
      const day = this.days[this.current];
      this.announced = [longDay(instant(day.date), "UTC"), ...SERIES.map((name) => this.text(day, name))].join(", ");
      render(this.frame(), this.host);
    }
  }

  /** Returns a number in words, with what it is worth. */
  text(day, name) {
    const count = day[name] ?? null;
    const coverage = day[`${name}_coverage`];
    if (count === null) {
      return `${t(`charts.${name}`)}: ${t("charts.not_known")}`;
    }
    const text = t(`charts.days.${name}`, { count });
    return coverage === "partial" ? `${text} (${t("charts.partial").toLowerCase()})` : text;
  }

  summary() {
    const total = (name) => this.days.reduce((sum, day) => sum + (day[name] ?? 0), 0);
    const date = (value) => (value ? longDay(instant(value), "UTC") : "");
    return t("charts.days.summary", {
      from: date(this.from ?? this.days[0]?.date),
      to: date(this.to ?? this.days.at(-1)?.date),
      departures: t("charts.days.departures", { count: total("departures") }),
      arrivals: t("charts.days.arrivals", { count: total("arrivals") }),
      uncovered: t("charts.days.count", { count: this.days.filter((day) => (day.departures ?? null) === null).length }),
    });
  }

  tip() {
    const day = this.days[this.current];
    return html`<strong>${dayName(instant(day.date), "UTC")}</strong>
      ${SERIES.map((name) => html`<span class="tip-${name}">${this.text(day, name)}</span>`)}`;
  }

  words() {
    const cell = (day, name) =>
      (day[name] ?? null) === null
        ? t("charts.not_known")
        : `${number(day[name])}, ${t(`charts.${day[`${name}_coverage`] ?? "final"}`)}`;
    return html`<div class="hidden-text"><table>
      <caption>${t("charts.days.label")}</caption>
      <thead><tr><th scope="col">${t("charts.days.day")}</th>${SERIES.map((name) => html`<th scope="col">${t(`charts.${name}`)}</th>`)}</tr></thead>
      <tbody>
        ${this.days.map(
          (day) =>
            html`<tr><th scope="row">${longDay(instant(day.date), "UTC")}</th>${SERIES.map((name) => html`<td>${cell(day, name)}</td>`)}</tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  frame() {
    const chosen = this.current !== null && this.days[this.current];
    return html`<div class="days-stage" tabindex="0" role="application" aria-label=${t("charts.days.label")}
        aria-description=${t("charts.days.help")} @keydown=${(event) => this.onKey(event)} @blur=${() => this.hover(null)}>
        <div class="days-plot" role="img" aria-label=${this.summary()}></div>
        <div class="days-band" hidden></div>
        ${this.days.length && !this.known ? html`<p class="chart-note">${t("charts.days.empty")}</p>` : nothing}
        <div class="tip" aria-hidden="true" hidden>${chosen ? this.tip() : nothing}</div>
      </div>
      <ul class="legend">
        ${SERIES.map((name) => key(svg`<rect class="key-${name}" x="1" width="12" height="12" rx="2"></rect>`, t(`charts.${name}`)))}
        ${key(svg`<rect class="key-partial" x="1.5" y=".5" width="11" height="11" rx="1.5"></rect>`, t("charts.partial"))}
        ${key(svg`<rect class="key-none" x=".5" y=".5" width="13" height="11" rx="1.5"></rect><path class="key-hatch" d="M1 7L7 1M3 11L13 1M8 11L13 6"></path>`, t("charts.none"))}
      </ul>
      <p class="hidden-text" aria-live="polite">${this.announced}</p>
      ${this.words()}`;
  }
}
