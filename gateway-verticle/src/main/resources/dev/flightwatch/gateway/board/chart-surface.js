// What every drawing needs: to be drawn when it is seen, and in the colours of the theme.

const looks = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
const surfaces = new Set();

/** Paper shows all drawings at once, in the colours of the light theme. */
addEventListener("beforeprint", () => {
  document.documentElement.classList.add("printing");
  surfaces.forEach((surface) => surface.draw());
});
addEventListener("afterprint", () => document.documentElement.classList.remove("printing"));

const waiting = [];

/** Draws what waits, one drawing a frame: all at once would be one long task. */
function drawNext() {
  waiting.shift()?.redraw();
  if (waiting.length) {
    requestAnimationFrame(drawNext);
  }
}

function enqueue(surface) {
  if (waiting.push(surface) === 1) {
    requestAnimationFrame(drawNext);
  }
}

/** Calls `changed` whenever theme, forced colours or language change. Returns a function that ends that. */
function watchLook(changed) {
  const attributes = new MutationObserver(changed);
  attributes.observe(document.documentElement, { attributeFilter: ["data-theme", "lang", "class"] });
  looks.forEach((look) => look.addEventListener("change", changed));
  return () => {
    attributes.disconnect();
    looks.forEach((look) => look.removeEventListener("change", changed));
  };
}

/**
 * Draws an element at most once a frame, and only while it can be seen: what is asked for in a hidden tab or out of
 * the window is drawn when it comes into view. `draw` is also called after a change of size, theme or language.
 */
export class Surface {
  constructor(element, draw) {
    this.draw = draw;
    this.stale = false;
    this.queued = false;
    this.onScreen = false;
    this.onVisibility = () => this.resume();
    this.size = new ResizeObserver(() => this.invalidate());
    this.size.observe(element);
    this.view = new IntersectionObserver(
      (entries) => {
        this.onScreen = entries.at(-1).isIntersecting;
        this.resume();
      },
      { rootMargin: "100px" },
    );
    this.view.observe(element);
    document.addEventListener("visibilitychange", this.onVisibility);
    this.endLook = watchLook(() => this.invalidate());
    surfaces.add(this);
  }

  get visible() {
    return this.onScreen && !document.hidden;
  }

  invalidate() {
    this.stale = true;
    this.resume();
  }

  resume() {
    if (this.stale && this.visible && !this.queued) {
      this.queued = true;
      enqueue(this);
    }
  }

  redraw() {
    this.queued = false;
    if (this.stale && this.visible) {
      this.stale = false;
      this.draw();
    }
  }

  destroy() {
    surfaces.delete(this);
    this.stale = false;
    this.onScreen = false;
    this.size.disconnect();
    this.view.disconnect();
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.endLook();
  }
}

/**
 * Returns the present colours of custom properties, by name without dashes. A canvas needs them resolved, and
 * `light-dark()` is resolved only where a colour is used.
 */
export function coloursOf(element, names) {
  const probe = document.createElement("span");
  probe.className = "own-colours";
  probe.hidden = true;
  element.append(probe);
  const colours = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

/** Returns how large text is against the usual 16 pixels: visitors enlarge it, and so does the kiosk. */
export function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** Gives a canvas the size of a box in device pixels, and returns its context in CSS pixels. */
export function contextOf(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Puts a tooltip beside a point of its positioned parent, on the side where it fits. */
export function placeTip(tip, x, y, width) {
  const half = tip.offsetWidth / 2;
  const left = Math.max(half + 4, Math.min(width - half - 4, x));
  const above = y - tip.offsetHeight - 14;
  tip.style.left = `${left - half}px`;
  tip.style.top = `${above < 4 ? y + 18 : above}px`;
}

/** Puts a tooltip to the right of what is between two edges, or to its left where there is more room. */
export function placeBeside(tip, from, to, top, width) {
  const right = to + 10;
  const left = right + tip.offsetWidth <= width ? right : from - 10 - tip.offsetWidth;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${top}px`;
}
