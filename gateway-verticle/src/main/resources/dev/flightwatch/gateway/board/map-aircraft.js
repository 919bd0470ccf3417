// Aircraft that go on by their speed and heading between two reads.

import { contextOf } from "./chart-surface.js";
import { number, t } from "./text.js";
import { away } from "./map-view.js";

/** How long an aircraft goes on without news, and how long it takes to where the news puts it. */
const RECKONED_MS = 60_000;
const BLEND_MS = 1_200;
/** A correction of more than this is a jump, not a correction. */
const JUMP_DEGREES = 0.4;
/** Positions whose age is out of this range by the visitor's clock come from another clock. */
const PLAUSIBLE_MS = 180_000;
const FEET = 3.28084;
const FLIGHT_LEVELS_FROM = 10_000;

/** The upper ends of the steps of altitude, in metres. */
export const ALTITUDES_M = [1500, 3000, 6000, 9000];
export const AIRCRAFT_COLOURS = [
  "altitude-0",
  "altitude-1",
  "altitude-2",
  "altitude-3",
  "altitude-4",
  "altitude-5",
  "halo",
  "text",
];

const SILHOUETTE = new Path2D(
  "M0-10C1-10 1.5-8.6 1.5-7V-3L9 2.2V4.4L1.5 1.8V6.4L4 8.3V10L0 8.9L-4 10V8.3L-1.5 6.4V1.8L-9 4.4V2.2L-1.5-3V-7C-1.5-8.6-1-10 0-10Z",
);
const UNTURNED = new Path2D("M0-5a5 5 0 1 0 0 10a5 5 0 1 0 0-10z");

/** Returns the step of an aircraft's altitude: 0 on the ground, 1 to 5 by altitude; unknown is as on the ground. */
function altitudeStep({ on_ground, altitude_m }) {
  if (on_ground || altitude_m === null || altitude_m === undefined) {
    return 0;
  }
  const step = ALTITUDES_M.findIndex((upper) => altitude_m < upper);
  return step < 0 ? ALTITUDES_M.length + 1 : step + 1;
}

export const callsignOf = (aircraft) => aircraft.callsign?.trim() || aircraft.icao24;

/** Returns what is known of an aircraft as pairs of name and value. */
export function aircraftFacts({ altitude_m, velocity_ms, heading, on_ground }) {
  const unknown = t("map.unknown");
  const known = (value) => value !== null && value !== undefined;
  const feet = altitude_m * FEET;
  const level =
    feet >= FLIGHT_LEVELS_FROM ? `FL${Math.round(feet / 100)}` : `${number(Math.round(feet / 100) * 100)} ft`;
  const altitude = known(altitude_m) ? `${number(altitude_m)} m · ${level}` : unknown;
  return [
    [t("map.altitude"), on_ground ? t("map.on_ground") : altitude],
    [
      t("map.speed"),
      known(velocity_ms) ? `${number(velocity_ms * 3.6)} km/h · ${number(velocity_ms * 1.943844)} kt` : unknown,
    ],
    [t("map.heading"), known(heading) ? `${String(Math.round(heading) % 360).padStart(3, "0")}°` : unknown],
  ];
}

export class Fleet {
  constructor() {
    this.tracks = new Map();
    this.batch = null;
  }

  /** Takes what was read. What was read before is not taken again. */
  update(batch, now = Date.now()) {
    if (batch?.at === this.batch?.at && batch?.aircraft.length === this.batch?.aircraft.length) {
      return;
    }
    const readAt = Date.parse(batch?.at);
    const age = now - readAt;
    // A clock that is wrong here must not stop the aircraft: then what was read is taken for new.
    const skew = age >= 0 && age < PLAUSIBLE_MS ? 0 : age || 0;
    const before = this.tracks;
    this.batch = batch;
    this.tracks = new Map();
    for (const aircraft of batch?.aircraft ?? []) {
      if (Number.isFinite(aircraft.latitude) && Number.isFinite(aircraft.longitude)) {
        const at = (Date.parse(aircraft.at) || readAt) + skew;
        this.tracks.set(aircraft.icao24, this.track({ aircraft, at }, before.get(aircraft.icao24), now));
      }
    }
  }

  track(track, before, now) {
    track.blend = null;
    if (before) {
      const shown = this.place(before, now);
      const reckoned = this.place(track, now);
      const east = ((shown.longitude - reckoned.longitude + 540) % 360) - 180;
      const north = shown.latitude - reckoned.latitude;
      if (Math.hypot(east, north) < JUMP_DEGREES) {
        const turn = (((shown.heading ?? 0) - (reckoned.heading ?? 0) + 540) % 360) - 180;
        track.blend = { east, north, turn, from: now };
      }
    }
    return track;
  }

  /** Returns where an aircraft is by reckoning, and whether that is still news. */
  place({ aircraft, at, blend }, now, moving = true) {
    const { on_ground, velocity_ms, heading } = aircraft;
    const age = now - at;
    const goes = moving && velocity_ms > 0 && Number.isFinite(heading) && !(on_ground && velocity_ms < 2);
    const seconds = goes ? Math.max(0, Math.min(age, RECKONED_MS)) / 1000 : 0;
    let [longitude, latitude] = away(
      aircraft.longitude,
      aircraft.latitude,
      heading ?? 0,
      ((velocity_ms ?? 0) * seconds) / 1000,
    );
    let turned = heading;
    const rest = blend && moving ? (1 - Math.min(1, (now - blend.from) / BLEND_MS)) ** 2 : 0;
    if (rest > 0) {
      longitude += blend.east * rest;
      latitude += blend.north * rest;
      turned = Number.isFinite(heading) ? heading + blend.turn * rest : heading;
    }
    return { longitude, latitude, heading: turned, fresh: age < RECKONED_MS };
  }

  /** Returns whether anything will still move. */
  moves(now) {
    return [...this.tracks.values()].some(
      ({ at, blend, aircraft }) =>
        (now - at < RECKONED_MS && aircraft.velocity_ms > 0) || (blend && now - blend.from < BLEND_MS),
    );
  }

  /** Returns the aircraft on the map with where they are in pixels. */
  shown(view, now, moving) {
    const shown = [];
    for (const track of this.tracks.values()) {
      const place = this.place(track, now, moving);
      const [x, y] = view.point(place.longitude, place.latitude);
      if (view.contains([x, y], 12)) {
        shown.push({ ...place, aircraft: track.aircraft, x, y });
      }
    }
    return shown;
  }
}

/** Draws aircraft, the highest above the others, and the selected one above all. */
export function drawFleet(canvas, view, shown, colours, selected) {
  const context = contextOf(canvas, view.width, view.height);
  context.clearRect(0, 0, view.width, view.height);
  const size = view.unit * Math.max(0.62, Math.min(1.15, view.scale / 6500));
  const order = shown.map((place) => [place, altitudeStep(place.aircraft)]);
  order.sort(([one, step], [other, otherStep]) => rank(one, step, selected) - rank(other, otherStep, selected));
  context.lineJoin = "round";
  context.save();
  for (const [place, step] of order) {
    const chosen = place.aircraft.icao24 === selected;
    const scale = chosen ? size * 1.3 : size;
    const turned = Number.isFinite(place.heading);
    const shape = turned ? SILHOUETTE : UNTURNED;
    context.save();
    context.translate(place.x, place.y);
    context.rotate(turned ? (place.heading * Math.PI) / 180 : 0);
    context.scale(scale, scale);
    context.globalAlpha = place.fresh || chosen ? 1 : 0.55;
    context.strokeStyle = chosen ? colours.text : colours.halo;
    context.lineWidth = (chosen ? 3.5 : 2) / scale;
    context.stroke(shape);
    context.fillStyle = colours[`altitude-${step}`];
    context.fill(shape);
    context.restore();
  }
  context.restore();
}

const rank = ({ aircraft }, step, selected) => (aircraft.icao24 === selected ? 99 : step);
