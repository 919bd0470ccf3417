// The map of an airport: its routes of the last 24 hours, and the aircraft nearby.

import { html, nothing, render } from "./lib/lit-html.js";
import { coloursOf, placeTip, Surface } from "./chart-surface.js";
import { t } from "./text.js";
import "./text/map.js";
import { AIRCRAFT_COLOURS, drawFleet, Fleet } from "./map-aircraft.js";
import { COLOURS, Ground } from "./map-base.js";
import { listen, ZOOM } from "./map-gestures.js";
import { aircraftText, aircraftTip, bar, legend, routeTip, words, zooms } from "./map-parts.js";
import { byFlights, drawable, overlay, placeOf, routeText } from "./map-routes.js";
import { TILES, Tiles } from "./map-tiles.js";
import { MapView } from "./map-view.js";

const FRAME_MS = 80;
const REACH = 18;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class RouteMap {
  constructor(host, page) {
    this.host = host;
    this.page = page;
    this.data = null;
    this.drawn = [];
    this.view = new MapView();
    this.fleet = new Fleet();
    this.name = page.recalled.map ?? null;
    this.shown = [];
    this.selected = null;
    this.announced = "";
    this.ground = new Ground(() => (this.ground.failed ? this.refresh() : this.surface.invalidate()));
    this.tiles = new Tiles();
    this.timer = 0;
    host.classList.add("map");
    render(this.frame(), host);
    this.stage = host.querySelector(".map-stage");
    this.surface = new Surface(this.stage, () => this.draw());
    listen(this.stage, {
      pan: (x, y) => this.move(() => this.view.pan(x, y)),
      zoom: (factor, x, y) => this.move(() => this.view.zoom(factor, x, y)),
      reset: () => this.move(() => this.view.reset()),
      walk: (step) => this.walk(step),
      point: (event, at) => this.select(this.under(event, at), at),
      tap: (event, at) => this.select(this.under(event, at), at),
      leave: () => this.select(null),
    });
  }

  /** Shows an airport, its routes and the aircraft nearby (null: not known). */
  update(data) {
    if (data.airport.icao !== this.data?.airport.icao) {
      this.selected = null;
      this.fleet = new Fleet();
      this.view.reset();
    }
    this.data = { ...data, routes: byFlights(data.routes) };
    this.drawn = drawable(this.data.routes, data.airport);
    this.fleet.update(data.aircraft);
    this.surface.invalidate();
  }

  destroy() {
    this.surface.destroy();
    clearTimeout(this.timer);
    this.tiles.clear();
    render(nothing, this.host);
  }

  get positioned() {
    return Number.isFinite(this.data?.airport.latitude) && Number.isFinite(this.data?.airport.longitude);
  }

  /** Until the visitor chooses, the view is the one that has something to show. */
  get viewName() {
    return this.name ?? (this.data?.routes.length || !this.fleet.tracks.size ? "routes" : "nearby");
  }

  draw() {
    if (!this.data) {
      return;
    }
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (this.positioned && width && height) {
      const ends = this.drawn.map(({ airport }) => [airport.longitude, airport.latitude]);
      this.view.look(this.viewName, this.data.airport, ends, width, height);
      this.colours = coloursOf(this.host, [...COLOURS, ...AIRCRAFT_COLOURS]);
      const canvas = this.stage.querySelector(".map-ground");
      this.host.dataset.outlines = this.ground.draw(canvas, this.view, this.colours);
      this.drawTiles();
    }
    this.refresh();
    if (this.positioned && width && height) {
      this.drawAircraft();
    }
  }

  drawTiles() {
    if (this.view.tiled) {
      this.tiles.draw(this.stage.querySelector(".map-tiles"), this.view);
    } else {
      this.tiles.clear();
    }
  }

  /** Draws the aircraft, and again soon while they move. */
  drawAircraft() {
    clearTimeout(this.timer);
    const canvas = this.stage.querySelector(".map-aircraft");
    const now = Date.now();
    const nearby = this.viewName === "nearby";
    this.shown = nearby ? this.fleet.shown(this.view, now, !calm.matches) : [];
    this.host.dataset.aircraft = this.shown.length;
    canvas.hidden = !nearby;
    if (!nearby) {
      return;
    }
    drawFleet(canvas, this.view, this.shown, this.colours, this.selected?.aircraft);
    this.follow();
    if (!calm.matches && this.fleet.moves(now)) {
      this.timer = setTimeout(() => {
        if (this.surface.visible) {
          requestAnimationFrame(() => this.drawAircraft());
        } else {
          this.surface.stale = true;
        }
      }, FRAME_MS);
    }
  }

  move(change) {
    if (this.positioned && this.view.projection) {
      change();
      this.surface.invalidate();
    }
  }

  zoom(name) {
    this.move(() => (name === "reset" ? this.view.reset() : this.view.zoom(name === "in" ? ZOOM : 1 / ZOOM)));
  }

  choose(name) {
    this.name = name;
    this.page.remember({ map: name });
    this.selected = null;
    this.view.reset();
    this.surface.invalidate();
  }

  /** Returns what is under the pointer: the nearest aircraft, or the route. */
  under(event, [x, y]) {
    let nearest = null;
    let least = REACH;
    for (const place of this.shown) {
      const distance = Math.hypot(place.x - x, place.y - y);
      if (distance < least) {
        least = distance;
        nearest = { aircraft: place.aircraft.icao24 };
      }
    }
    const code = event.target.closest?.("[data-code]")?.dataset.code;
    return nearest ?? (code ? { route: code } : null);
  }

  /** Selects a route or an aircraft; a keyboard's choice is also announced. */
  select(selected, at = null, announced = "") {
    const same = selected?.route === this.selected?.route && selected?.aircraft === this.selected?.aircraft;
    this.selected = selected && { ...selected, at };
    this.announced = announced;
    if (!same) {
      this.refresh();
      if (this.viewName === "nearby" && this.positioned && this.colours) {
        this.drawAircraft();
      }
    }
    this.follow();
  }

  /** Selects the next or the one before: aircraft by their distance from the middle, routes by their flights. */
  walk(step) {
    if (!this.positioned) {
      return;
    }
    const choices =
      this.viewName === "routes"
        ? this.drawn.map((route) => [{ route: route.airport.code }, routeText(route)])
        : [...this.shown]
            .sort((one, other) => this.central(one) - this.central(other))
            .map(({ aircraft }) => [{ aircraft: aircraft.icao24 }, aircraftText(aircraft)]);
    if (choices.length) {
      const now = choices.findIndex(
        ([{ route, aircraft }]) =>
          this.selected && route === this.selected.route && aircraft === this.selected.aircraft,
      );
      const next = now < 0 ? (step > 0 ? 0 : choices.length - 1) : (now + step + choices.length) % choices.length;
      this.select(choices[next][0], null, choices[next][1]);
    }
  }

  central({ x, y }) {
    return Math.hypot(x - this.view.width / 2, y - this.view.height / 2);
  }

  /** Keeps the tooltip beside what it is about. */
  follow() {
    const tip = this.stage.querySelector(".map-tip");
    const place = this.anchor();
    tip.hidden = !place;
    if (place) {
      placeTip(tip, ...place, this.view.width);
    }
  }

  anchor() {
    const { route, aircraft, at } = this.selected ?? {};
    if (aircraft) {
      const place = this.shown.find((other) => other.aircraft.icao24 === aircraft);
      return place && [place.x, place.y];
    }
    const end = route && this.drawn.find((other) => other.airport.code === route)?.airport;
    return end ? (at ?? this.view.point(end.longitude, end.latitude)) : null;
  }

  tip() {
    const { route, aircraft } = this.selected ?? {};
    const chosen = route && this.drawn.find(({ airport }) => airport.code === route);
    const track = aircraft && this.fleet.tracks.get(aircraft);
    return chosen ? routeTip(chosen) : track ? aircraftTip(track.aircraft) : nothing;
  }

  /** Renders everything but the canvases. */
  refresh() {
    const nearby = this.viewName === "nearby";
    this.host.dataset.view = this.viewName;
    this.host.dataset.routes = this.positioned && !nearby ? this.drawn.length : 0;
    render(this.frame(), this.host);
  }

  note(nearby) {
    if (this.data && !this.positioned) {
      return t("map.no_position");
    }
    if (this.ground.failed) {
      return t("map.outlines_failed");
    }
    if (!this.data || (nearby ? this.fleet.tracks.size || !this.data.aircraft : this.data.routes.length)) {
      return "";
    }
    return t(nearby ? "map.no_aircraft" : "map.no_routes");
  }

  frame() {
    const { airport, routes = [], aircraft, simulated } = this.data ?? {};
    const name = this.viewName;
    const nearby = name === "nearby";
    const place = airport ? placeOf(airport) : "";
    const many = {
      routes: t("map.routes_shown", { count: routes.length }),
      aircraft: aircraft ? t("map.aircraft_shown", { count: this.fleet.tracks.size }) : t("map.aircraft_unknown"),
    };
    const note = this.note(nearby);
    const drawn = this.positioned && this.view.projection;
    this.host.classList.toggle("unplaced", Boolean(this.data) && !this.positioned);
    return html`${bar({
      name,
      simulated: nearby ? aircraft?.simulated : simulated,
      count: nearby ? (aircraft ? many.aircraft : t("map.no_positions")) : `${many.routes} · ${t("map.last_24h")}`,
      choose: (id) => this.choose(id),
    })}
      <div class="map-stage" tabindex="0" role="application" aria-label=${t("map.label", { place })}
        aria-description=${t("map.help")} @blur=${() => this.select(null)}>
        <div class="map-picture" role="img" aria-label=${t(`map.summary.${name}`, { place, ...many })}>
          <canvas class="map-ground"></canvas>
          ${TILES ? html`<div class="map-tiles" aria-hidden="true"></div>` : nothing}
          <svg class=${this.selected?.route ? "map-overlay has-selection" : "map-overlay"}>
            ${drawn ? overlay(this.view, airport, this.drawn, this.selected?.route) : nothing}
          </svg>
          <canvas class="map-aircraft"></canvas>
        </div>
        ${this.view.tiled ? html`<p class="map-attribution">${TILES.attribution}</p>` : nothing}
        ${note ? html`<p class="map-note">${note}</p>` : nothing}
        <div class="map-tip tip" hidden>${this.tip()}</div>
        ${this.positioned ? zooms((id) => this.zoom(id)) : nothing}
      </div>
      ${legend(name)}
      <p class="hidden-text" aria-live="polite">${this.announced}</p>
      ${words(routes, many.aircraft)}`;
  }
}
