// Raster tiles over the ground, if the gateway has been given the address of some (MAP_TILES_URL).

const setting = document.querySelector("meta[name=map-tiles]");

/** The address of the tiles with {z}, {x} and {y}, and the credit for them; null without tiles. */
export const TILES = setting && { url: setting.content, attribution: setting.dataset.attribution };

/** The size of a tile in CSS pixels at the scale that it is drawn for. */
const SIZE = 256;
/** A view that needs more tiles than this gets those of a level above. */
const MOST = 64;
/** Tiles are requested when the view has rested this long, so that none are for a moment only. */
const REST_MS = 200;
/** Web Mercator is infinite at the poles; its tiles end at 85 degrees. Nearer to a pole the map has none. */
const HIGHEST = 80;

/** Returns whether an airport's map can have tiles. */
export const tiled = (airport) => TILES !== null && Math.abs(airport.latitude) <= HIGHEST;

/** Returns where the square of the whole world is in pixels: its left and upper edge, and its side. */
function worldOf(view) {
  const side = 2 * Math.PI * view.projection.scale();
  return { left: view.point(-180, 0)[0], top: view.projection.translate()[1] - side / 2, side };
}

/** Returns the tiles of one level that a view shows, by key. Columns go on to both sides of the world. */
function cover({ left, top, side }, { width, height }) {
  let level = Math.max(0, Math.round(Math.log2(side / SIZE)));
  for (; ; level--) {
    const count = 2 ** level;
    const size = side / count;
    const [first, last] = [Math.floor(-left / size), Math.ceil((width - left) / size)];
    const [upper, lower] = [Math.max(0, Math.floor(-top / size)), Math.min(count, Math.ceil((height - top) / size))];
    if (level === 0 || (last - first) * (lower - upper) <= MOST) {
      const tiles = new Map();
      for (let row = upper; row < lower; row++) {
        for (let column = first; column < last; column++) {
          tiles.set(`${level}/${column}/${row}`, { level, column, row });
        }
      }
      return tiles;
    }
  }
}

function addressOf({ level, column, row }) {
  const count = 2 ** level;
  const numbers = { z: level, x: ((column % count) + count) % count, y: row };
  return TILES.url.replace(/\{([zxy])\}/g, (_, name) => numbers[name]);
}

/** Places a tile with its edges at whole pixels, so that no gap is seen. Returns whether it is in the view. */
function place({ image, level, column, row }, { left, top, side }, { width, height }) {
  const size = side / 2 ** level;
  const [west, east] = [Math.round(left + column * size), Math.round(left + (column + 1) * size)];
  const [north, south] = [Math.round(top + row * size), Math.round(top + (row + 1) * size)];
  Object.assign(image.style, {
    left: `${west}px`,
    top: `${north}px`,
    width: `${east - west}px`,
    height: `${south - north}px`,
  });
  return east > 0 && south > 0 && west < width && north < height;
}

/** The tiles of a map. What is not loaded, or cannot be, shows the ground below. */
export class Tiles {
  constructor() {
    this.tiles = new Map();
    this.wanted = new Map();
    this.timer = 0;
  }

  draw(layer, view) {
    const world = worldOf(view);
    this.wanted = cover(world, view);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.request(layer, world, view), REST_MS);
    for (const [key, tile] of this.tiles) {
      const seen = place(tile, world, view);
      // Tiles of the level before stay below those of the new one until these are loaded.
      const stays = seen && tile.state === "loaded" && this.tiles.size <= 2 * MOST;
      if (!this.wanted.has(key) && !stays) {
        this.remove(key);
      }
    }
    this.removeUnwanted(layer);
  }

  request(layer, world, view) {
    for (const [key, tile] of this.wanted) {
      if (!this.tiles.has(key)) {
        this.tiles.set(key, tile);
        this.load(layer, tile);
        place(tile, world, view);
      }
    }
  }

  load(layer, tile) {
    const image = new Image();
    const settle = (state) => {
      tile.state = state;
      image.classList.toggle("loaded", state === "loaded");
      this.removeUnwanted(layer);
    };
    Object.assign(tile, { image, state: "loading" });
    image.alt = "";
    // Some providers refuse requests without a page's address; the path would say which airport is looked at.
    image.referrerPolicy = "strict-origin";
    image.onload = () => settle("loaded");
    image.onerror = () => settle("failed");
    image.src = addressOf(tile);
    layer.append(image);
  }

  removeUnwanted(layer) {
    const settled = [...this.wanted.keys()].every((key) => (this.tiles.get(key)?.state ?? "loading") !== "loading");
    layer.dataset.state = settled ? "settled" : "loading";
    if (settled) {
      for (const key of this.tiles.keys()) {
        if (!this.wanted.has(key)) {
          this.remove(key);
        }
      }
    }
  }

  remove(key) {
    const { image } = this.tiles.get(key);
    image.onload = image.onerror = null;
    // Ends a request that is still open.
    image.removeAttribute("src");
    image.remove();
    this.tiles.delete(key);
  }

  clear() {
    clearTimeout(this.timer);
    [...this.tiles.keys()].forEach((key) => this.remove(key));
  }
}
