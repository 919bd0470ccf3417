// The ground of the map: water, land, borders, and lines that give a measure.

import { contextOf } from "./chart-surface.js";
import { d3 } from "./map-view.js";

/** From this scale on (pixels per radian) the coarse coast looks coarse. */
const FINE = 260;

export const RINGS_KM = [50, 100, 200];
export const COLOURS = ["water", "land", "coast", "border", "graticule"];

/** Returns which outlines a view needs. */
export const detailOf = (view) => (view.projection.scale() > FINE ? "50m" : "110m");

export function drawBase(canvas, view, world, colours) {
  const context = contextOf(canvas, view.width, view.height);
  const path = d3.geoPath(view.projection, context);
  context.fillStyle = colours.water;
  context.fillRect(0, 0, view.width, view.height);
  if (view.name === "routes") {
    line(context, path, [d3.geoGraticule().step([10, 10])()], colours.graticule, 0.75);
  }
  if (!world) {
    return;
  }
  const seen = view.seen();
  context.beginPath();
  for (const polygon of world.land) {
    if (seen(polygon.box)) {
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
