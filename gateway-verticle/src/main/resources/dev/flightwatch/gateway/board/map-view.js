// Where on the globe the map looks: the projection of a view, fitted to what it shows, then moved by the visitor.

import "./lib/d3-array.js";
import "./lib/d3-geo.js";
import { textScale } from "./chart-surface.js";
import { tiled } from "./map-tiles.js";

const d3 = globalThis.d3;
const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.0088;

/** Positions of aircraft are read within this many degrees of the airport. */
export const AREA = 2.49;
/** Routes nearer than this many degrees do not fill the map: it would show no country. */
const LEAST = 3;
/** Where routes reach farther, Mercator's poles would fill the map. */
const WIDE = { longitude: 75, latitude: 70 };
const TALL = 1.35;
const CLOSEST = 60_000;

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const apart = (longitude, other) => Math.abs(((longitude - other + 540) % 360) - 180);

/**
 * Returns a projection that is fitted to the great circles from the airport, in a box with room for labels. Tiles need
 * Mercator, however far the routes reach.
 */
function routesProjection(home, ends, width, height, tiled) {
  const wide = ends.some(
    ([longitude, latitude]) => apart(longitude, home[0]) > WIDE.longitude || Math.abs(latitude) > WIDE.latitude,
  );
  const world = !tiled && (wide || Math.abs(home[1]) > WIDE.latitude);
  // In a tall box a disc around the airport shows the whole world larger than its width would.
  const disc = world && width < TALL * height;
  const projection = disc
    ? d3.geoAzimuthalEquidistant().rotate([-home[0], -home[1]]).clipAngle(179.9)
    : (world ? d3.geoNaturalEarth1() : d3.geoMercator()).rotate([-home[0], 0]);
  const shown = {
    type: "GeometryCollection",
    geometries: [
      { type: "MultiPoint", coordinates: d3.geoCircle().center(home).radius(LEAST)().coordinates[0] },
      ...ends.map((end) => ({ type: "LineString", coordinates: [home, end] })),
    ],
  };
  const margin = Math.min(56, width / 8);
  return projection.fitExtent(
    [
      [margin, 36],
      [width - margin, height - 36],
    ],
    shown,
  );
}

/** Returns a projection that is true in distance and direction from the airport. */
function nearbyProjection(home, width, height) {
  return d3
    .geoAzimuthalEquidistant()
    .rotate([-home[0], -home[1]])
    .clipAngle(30)
    .translate([width / 2, height / 2])
    .scale(Math.min(width, height) / 2 / (AREA * 1.04 * RADIANS));
}

/** Returns the projection of tiles, in which the area around the airport is as large. */
function nearbyTiles(home, width, height) {
  const projection = nearbyProjection(home, width, height);
  const mercator = d3.geoMercator().rotate([-home[0], 0]);
  mercator.scale(projection.scale() * Math.cos(home[1] * RADIANS));
  const [x, y] = mercator.translate([0, 0])(home);
  return mercator.translate([width / 2 - x, height / 2 - y]);
}

export class MapView {
  constructor() {
    this.key = "";
    this.width = 0;
    this.height = 0;
    this.unit = 1;
    this.moved = false;
    this.tiled = false;
  }

  /** Looks at an airport (and the ends of its routes), unless the visitor has moved this same view. */
  look(name, airport, ends, width, height) {
    const home = [airport.longitude, airport.latitude];
    const key = `${name} ${home}`;
    this.moved &&= key === this.key;
    if (this.moved) {
      const [x, y] = this.projection.translate();
      this.projection.translate([x + (width - this.width) / 2, y + (height - this.height) / 2]);
    } else {
      this.tiled = tiled(airport);
      const nearby = this.tiled ? nearbyTiles : nearbyProjection;
      this.projection =
        name === "nearby" ? nearby(home, width, height) : routesProjection(home, ends, width, height, this.tiled);
      this.fitted = this.projection.scale();
    }
    Object.assign(this, { key, name, home, width, height, unit: textScale() });
    this.projection.clipExtent([
      [-9, -9],
      [width + 9, height + 9],
    ]);
  }

  /** Returns where a place is on the map, in CSS pixels. */
  point(longitude, latitude) {
    return this.projection([longitude, latitude]);
  }

  contains([x, y], margin = 0) {
    return x > -margin && y > -margin && x < this.width + margin && y < this.height + margin;
  }

  /** Returns how many CSS pixels a radian is at the airport. Mercator stretches it. */
  get scale() {
    return this.projection.scale() / (this.tiled ? Math.cos(this.home[1] * RADIANS) : 1);
  }

  /** Returns the path of a circle around the airport, and where it is northernmost. */
  circle(kilometres) {
    const degrees = kilometres / EARTH_KM / RADIANS;
    const circle = d3.geoCircle().center(this.home).radius(degrees).precision(3)();
    return { path: d3.geoPath(this.projection)(circle), north: this.point(this.home[0], this.home[1] + degrees) };
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const world = this.width / (2 * Math.PI);
    const least = this.name === "nearby" ? this.fitted / 3 : Math.min(world, this.fitted);
    const scale = this.projection.scale();
    const next = clamp(scale * factor, least, Math.max(CLOSEST, this.fitted));
    const [left, top] = this.projection.translate();
    this.projection.scale(next).translate([x + ((left - x) * next) / scale, y + ((top - y) * next) / scale]);
    this.moved = true;
  }

  pan(x, y) {
    const [left, top] = this.projection.translate();
    this.projection.translate([left + x, top + y]);
    const home = this.point(...this.home);
    const far = this.projection.scale() * 2.5;
    this.projection.translate([
      left + x + clamp(home[0], -far, this.width + far) - home[0],
      top + y + clamp(home[1], -far, this.height + far) - home[1],
    ]);
    this.moved = true;
  }

  reset() {
    this.moved = false;
    this.key = "";
  }

  /** Returns whether a box [west, south, east, north] may be seen. */
  seen() {
    const centre = this.projection.invert([this.width / 2, this.height / 2]);
    let radius = 0;
    for (let step = 0; step <= 8; step++) {
      for (const corner of [
        [(this.width * step) / 8, 0],
        [(this.width * step) / 8, this.height],
        [0, (this.height * step) / 8],
        [this.width, (this.height * step) / 8],
      ]) {
        radius = Math.max(radius, d3.geoDistance(centre, this.projection.invert(corner)) / RADIANS);
      }
    }
    if (!(radius < 60)) {
      return () => true;
    }
    const [longitude, latitude] = centre;
    const pole = Math.abs(latitude) + radius >= 89;
    const across = pole ? 180 : Math.asin(Math.sin(radius * RADIANS) / Math.cos(latitude * RADIANS)) / RADIANS;
    return ([west, south, east, north]) =>
      south <= latitude + radius &&
      north >= latitude - radius &&
      [-360, 0, 360].some((turn) => west <= longitude + across + turn && east >= longitude - across + turn);
  }
}

/** Returns the place that is some kilometres away in a direction (degrees from north). */
export function away(longitude, latitude, heading, kilometres) {
  const angle = kilometres / EARTH_KM;
  const north = Math.cos(heading * RADIANS) * angle;
  const east = (Math.sin(heading * RADIANS) * angle) / Math.max(0.01, Math.cos(latitude * RADIANS));
  return [longitude + east / RADIANS, clamp(latitude + north / RADIANS, -90, 90)];
}

export { d3 };
