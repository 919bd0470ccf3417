// Routes as great circles: departures bow to one side, arrivals to the other, so that both are seen.

import { svg } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { t } from "./text.js";
import { AREA, d3 } from "./map-view.js";
import { RINGS_KM } from "./map-base.js";

/** The longest piece of a great circle that is drawn straight, in radians. */
const PIECE = 0.02;
const LABEL = { font: 12, height: 15, gap: 7 };
const ruler = new OffscreenCanvas(1, 1).getContext("2d");
/** The corner at the top right that the zoom buttons take. */
const CONTROLS = [56, 132];
/** Where a label may stand beside its point, best first: across and down, -1 to 1. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
];

const codeOf = (airport) => airport.iata ?? airport.code ?? airport.icao ?? "";

/** Returns a place for people, such as Rome (FCO). */
export function placeOf(airport) {
  return airport.city ? `${airport.city} (${codeOf(airport)})` : codeOf(airport);
}

export function routeText({ airport, departures, arrivals }) {
  return t("map.route", {
    place: placeOf(airport),
    departures: t("map.departures", { count: departures }),
    arrivals: t("map.arrivals", { count: arrivals }),
  });
}

const flights = (route) => route.departures + route.arrivals;

/** Returns routes in the order of their flights, the busiest first. */
export const byFlights = (routes) => [...routes].sort((one, other) => flights(other) - flights(one));

/** Returns the routes that can be drawn: to another airport, whose position is known. */
export function drawable(routes, home) {
  return routes.filter(
    ({ airport }) =>
      airport.code !== home.icao && Number.isFinite(airport.latitude) && Number.isFinite(airport.longitude),
  );
}

/** Returns the path of a great circle, bowed by some pixels in its middle. */
function circle(view, end, bow) {
  const between = d3.geoInterpolate(view.home, end);
  const steps = Math.max(24, Math.ceil(between.distance / PIECE));
  const points = Array.from({ length: steps + 1 }, (_, step) => view.projection(between(step / steps)));
  const shifted = points.map(([x, y], step) => {
    const [from, to] = [points[Math.max(0, step - 1)], points[Math.min(steps, step + 1)]];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const by = (bow * Math.sin((Math.PI * step) / steps)) / length;
    return `${(x - (to[1] - from[1]) * by).toFixed(1)},${(y + (to[0] - from[0]) * by).toFixed(1)}`;
  });
  return `M${shifted.join("L")}`;
}

const overlaps = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Gives each point a label where no other is in the way; what finds no place has no label. */
function placeLabels(points, view) {
  const { unit } = view;
  ruler.font = `700 ${LABEL.font * unit}px ${getComputedStyle(document.body).fontFamily}`;
  const height = LABEL.height * unit;
  const controls = { left: view.width - CONTROLS[0] * unit, right: view.width, top: 0, bottom: CONTROLS[1] * unit };
  const dots = points.slice(0, 60).map(({ x, y }) => ({ left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }));
  const taken = [...dots, controls];
  return points.map((point, index) => {
    const half = ruler.measureText(point.text).width / 2 + unit;
    for (const [across, down] of SIDES) {
      const gap = (point.code === null ? LABEL.gap + 3 : LABEL.gap) * unit;
      const x = point.x + across * (half + gap - (down ? 3 : 0));
      const y = point.y + down * (height / 2 + gap - (across ? 3 : 0));
      const box = { left: x - half, right: x + half, top: y - height / 2, bottom: y + height / 2 };
      const inside = box.left > 2 && box.top > 2 && box.right < view.width - 2 && box.bottom < view.height - 2;
      if (inside && !taken.some((other) => other !== dots[index] && overlaps(box, other))) {
        taken.push(box);
        return { ...point, label: { x, y } };
      }
    }
    return point;
  });
}

function labelled(view, airport, routes) {
  const points = routes.map(({ airport: end }) => {
    const [x, y] = view.point(end.longitude, end.latitude);
    return { code: end.code, text: codeOf(end), x, y };
  });
  const [x, y] = view.point(...view.home);
  const seen = points.filter((point) => view.contains([point.x, point.y]));
  return placeLabels([{ code: null, text: codeOf(airport), x, y }, ...seen], view);
}

function lines(view, routes, selected) {
  const most = Math.max(1, ...routes.map((route) => Math.max(route.departures, route.arrivals)));
  const width = (count) => (1.1 + 3.4 * Math.sqrt(count / most)) * view.unit;
  // The busiest are drawn last, above the others.
  return repeat(
    [...routes].reverse(),
    ({ airport }) => airport.code,
    (route) => {
      const end = [route.airport.longitude, route.airport.latitude];
      const both = route.departures > 0 && route.arrivals > 0;
      const bow = both ? 2 + (width(route.departures) + width(route.arrivals)) / 4 : 0;
      return svg`<g class=${route.airport.code === selected ? "route selected" : "route"} data-route=${codeOf(route.airport)}
          data-code=${route.airport.code}>
        <path class="route-target" d=${circle(view, end, 0)}></path>
        ${route.departures ? svg`<path class="route-departures" stroke-width=${width(route.departures)} d=${circle(view, end, bow)}></path>` : null}
        ${route.arrivals ? svg`<path class="route-arrivals" stroke-width=${width(route.arrivals)} d=${circle(view, end, -bow)}></path>` : null}
      </g>`;
    },
  );
}

/** Circles of equal distance, and the area in which aircraft are read. */
function rings(view) {
  return svg`<g class="map-rings">
    ${RINGS_KM.map((distance) => {
      const { path, north } = view.circle(distance);
      return svg`<path class="map-ring" d=${path}></path>
        <text x=${north[0]} y=${north[1]} dy="-4">${t("map.kilometres", { distance })}</text>`;
    })}
    <path class="map-area" d=${area(view)}></path>
  </g>`;
}

function area(view) {
  const [longitude, latitude] = view.home;
  const [south, north] = [Math.max(-90, latitude - AREA), Math.min(90, latitude + AREA)];
  const corners = [];
  for (let side = 0; side < 4; side++) {
    for (let step = 0; step < 8; step++) {
      const along = -1 + step / 4;
      const east = [along, 1, -along, -1][side] * AREA;
      const up = [1, -along, -1, along][side];
      corners.push(
        view.point(longitude + east, up > 0 ? latitude + up * (north - latitude) : latitude + up * (latitude - south)),
      );
    }
  }
  return `M${corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
}

/** The drawing over the ground: routes or rings, then points and their labels. */
export function overlay(view, airport, routes, selected) {
  const points = labelled(view, airport, routes);
  return svg`
    ${view.name === "routes" ? lines(view, routes, selected) : rings(view)}
    ${[...points].reverse().map(({ code, text, x, y, label }) => {
      const kind = code === null ? "home" : code === selected ? "selected" : "";
      return svg`<g class="map-point ${kind}" data-code=${code ?? ""}>
        <circle class="point-target" cx=${x} cy=${y} r="12"></circle>
        <circle class="point-dot" cx=${x} cy=${y} r=${(code === null ? 5 : 2.75) * view.unit}></circle>
        ${label ? svg`<text x=${label.x} y=${label.y}>${text}</text>` : null}
      </g>`;
    })}`;
}
