// The ground of the map: water, land, borders, and lines that give a measure.

import { contextOf } from "./chart-surface.js";
import { d3 } from "./map-view.js";
import { world } from "./map-world.js";

/** From this scale on (pixels per radian) the coast of the world looks coarse. */
const FINE = 1400;
/** Islands smaller than this many pixels are left out. */
const LEAST = 1.5;

export const RINGS_KM = [50, 100, 200];
export const COLOURS = ["water", "land", "coast", "border", "graticule"];

/** Returns which outlines a view needs. */
const detailOf = ({ projection }) => (projection.scale() > FINE ? "nearby" : "world");

/** The ground with the outlines that its view needs. Calls `changed` when they are there, or could not be loaded. */
export class Ground {
  constructor(changed) {
    this.changed = changed;
    this.worlds = {};
    this.loading = null;
    this.failed = false;
    this.drawn = "";
  }

  /** Draws the ground, unless it is drawn already, and returns which outlines it has: "loading" until they are there. */
  draw(canvas, view, colours) {
    const name = detailOf(view);
    const state = this.worlds[name] ? name : "loading";
    const { width, height, projection } = view;
    const place = [projection.scale(), projection.translate(), projection.rotate(), width, height, devicePixelRatio];
    const drawn = JSON.stringify([view.name, state, Object.keys(this.worlds), place, colours]);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      drawGround(canvas, view, this.worlds[name] ?? this.worlds.world ?? this.worlds.nearby, colours);
    }
    if (state === "loading") {
      this.load(name);
    }
    return state;
  }

  async load(name) {
    if (this.loading !== name) {
      this.loading = name;
      try {
        this.worlds[name] = await world(name);
        this.failed = false;
      } catch {
        this.failed = true;
      }
      this.loading = null;
      this.changed();
    }
  }
}

function drawGround(canvas, view, world, colours) {
  const context = contextOf(canvas, view.width, view.height);
  const path = d3.geoPath(view.projection, context);
  context.clearRect(0, 0, view.width, view.height);
  context.beginPath();
  path({ type: "Sphere" });
  context.fillStyle = colours.water;
  context.fill();
  if (view.name === "routes") {
    line(context, path, [d3.geoGraticule().step([10, 10])()], colours.graticule, 0.75);
  }
  if (!world) {
    return;
  }
  const seen = view.seen();
  const least = (LEAST * 180) / Math.PI / view.projection.scale();
  context.beginPath();
  for (const polygon of world.land) {
    if (polygon.box[3] - polygon.box[1] > least && seen(polygon.box)) {
      path(polygon);
    }
  }
  context.fillStyle = colours.land;
  context.fill();
  context.lineJoin = "round";
  context.lineWidth = 1;
  context.strokeStyle = colours.coast;
  context.stroke();
  const borders = world.borders.filter((border) => seen(border.box));
  line(context, path, borders, colours.border, 1);
}

function line(context, path, geometries, colour, width) {
  context.beginPath();
  geometries.forEach((geometry) => path(geometry));
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
