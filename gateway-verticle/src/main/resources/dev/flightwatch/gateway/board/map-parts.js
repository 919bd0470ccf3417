// What stands around the map: controls, legend, tooltip, and the same in words.

import { html, nothing, svg } from "./lib/lit-html.js";
import { number, t } from "./text.js";
import { ALTITUDES_M, aircraftFacts, callsignOf } from "./map-aircraft.js";
import { placeOf } from "./map-routes.js";

const swatch = (shape) =>
  html`<svg class="legend-swatch" width="20" height="12" viewBox="0 0 20 12" aria-hidden="true">${shape}</svg>`;

const key = (shape, text) => html`<li>${swatch(shape)}${text}</li>`;

const routesLegend = () => html`<ul class="legend">
  ${key(svg`<path class="route-departures" stroke-width="3" d="M1 6H19"></path>`, t("map.legend_departures"))}
  ${key(svg`<path class="route-arrivals" stroke-width="3" d="M1 6H19"></path>`, t("map.legend_arrivals"))}
</ul>`;

const block = (step) => svg`<rect class=${`altitude-${step}`} x="1" width="18" height="12" rx="2"></rect>`;

/** The colours of altitude with the thousands of metres between them. */
function altitudesLegend() {
  const steps = ALTITUDES_M.map((upper, step) => html`${swatch(block(step + 1))} ${number(upper / 1000, 1)} `);
  return html`<ul class="legend">
    <li class="legend-scale number">${t("map.legend_altitude")} ${steps} ${swatch(block(ALTITUDES_M.length + 1))} km</li>
    ${key(block(0), t("map.ground_or_unknown"))}
    ${key(svg`<path class="map-area" d="M1 6H19"></path>`, t("map.legend_area"))}
  </ul>`;
}

export function bar({ name, simulated, count, choose }) {
  const view = (id) =>
    html`<button type="button" data-view=${id} aria-pressed=${id === name ? "true" : "false"} @click=${() => choose(id)}>
      ${t(`map.${id}`)}
    </button>`;
  return html`<div class="map-bar">
    <div class="choice" role="group" aria-label=${t("map.view")}>${view("routes")}${view("nearby")}</div>
    <p class="map-count number">
      ${simulated ? html`<span class="simulated">${t("map.simulated")}</span>` : nothing}
      <span>${count}</span>
    </p>
  </div>`;
}

export const legend = (name) =>
  html`<div class="map-legend">${name === "routes" ? routesLegend() : altitudesLegend()}</div>`;

const ZOOMS = [
  ["in", "M6 1V11M1 6H11"],
  ["out", "M1 6H11"],
  ["reset", "M1 4V1H4M8 1H11V4M11 8V11H8M4 11H1V8"],
];

export const zooms = (zoom) => html`<div class="map-zoom">
  ${ZOOMS.map(
    ([
      name,
      shape,
    ]) => html`<button type="button" data-zoom=${name} aria-label=${t(`map.zoom_${name}`)} title=${t(`map.zoom_${name}`)}
      @click=${() => zoom(name)}><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d=${shape}></path></svg></button>`,
  )}
</div>`;

export const routeTip = ({ airport, departures, arrivals }) => html`<strong>${placeOf(airport)}</strong>
  <span class="tip-departures">${t("map.departures", { count: departures })}</span>
  <span class="tip-arrivals">${t("map.arrivals", { count: arrivals })}</span>`;

export const aircraftTip = (aircraft) => html`<strong>${callsignOf(aircraft)}</strong>
  <dl>${aircraftFacts(aircraft).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

export const aircraftText = (aircraft) =>
  [callsignOf(aircraft), ...aircraftFacts(aircraft).map(([name, value]) => `${name} ${value}`)].join(", ");

/** What the map shows, in words. */
export const words = (routes, aircraft) => html`<div class="hidden-text">
  <table>
    <caption>${t("map.table")}</caption>
    <thead>
      <tr><th scope="col">${t("map.table_place")}</th><th scope="col">${t("map.legend_departures")}</th><th scope="col">${t("map.legend_arrivals")}</th></tr>
    </thead>
    <tbody>
      ${routes.map(
        ({ airport, departures, arrivals }) =>
          html`<tr><th scope="row">${placeOf(airport)}</th><td>${number(departures)}</td><td>${number(arrivals)}</td></tr>`,
      )}
    </tbody>
  </table>
  <p>${aircraft}</p>
</div>`;
