// The outlines of land and borders: data/*.json, which tools/world-map makes and describes.

/** Longest time of decoding without a pause. */
const SLICE_MS = 8;
/** Land that reaches farther south is Antarctica, which has the pole inside its coast. */
const POLAR = -75;
const loads = new Map();

/** Lets input and drawing in between two parts of long work. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

function pointsOf(text, scale) {
  const points = [];
  const position = [0, 0];
  let axis = 0;
  let value = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) - 48;
    value |= (code & 31) << shift;
    shift += 5;
    if (code < 32) {
      position[axis] += value & 1 ? -((value + 1) >> 1) : value >> 1;
      if (axis === 1) {
        points.push([position[0] / scale, position[1] / scale]);
      }
      axis = 1 - axis;
      value = shift = 0;
    }
  }
  return points;
}

/** Adds the smallest box [west, south, east, north] to a geometry, so that what is far away is never projected. */
function boxed(type, coordinates, outline) {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of outline) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return { type, coordinates, box: [west, south < POLAR ? -90 : south, east, north] };
}

async function load(name) {
  const response = await fetch(new URL(`./data/${name}.json`, import.meta.url));
  if (!response.ok) {
    throw new Error(`${name}.json: ${response.status}`);
  }
  const { scale, land, borders } = await response.json();
  const world = { land: [], borders: [] };
  let since = performance.now();
  for (const rings of land) {
    const coordinates = rings.map((ring) => pointsOf(ring, scale));
    world.land.push(boxed("Polygon", coordinates, coordinates[0]));
    if (performance.now() - since > SLICE_MS) {
      await pause();
      since = performance.now();
    }
  }
  await pause();
  for (const line of borders) {
    const coordinates = pointsOf(line, scale);
    world.borders.push(boxed("LineString", coordinates, coordinates));
  }
  return world;
}

/** Returns the outlines "world" or "nearby" (finer), loaded once a page: {land, borders}, each with its box. */
export function world(name) {
  if (!loads.has(name)) {
    const loading = load(name);
    loading.catch(() => loads.delete(name));
    loads.set(name, loading);
  }
  return loads.get(name);
}
