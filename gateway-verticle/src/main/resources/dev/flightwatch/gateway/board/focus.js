// Where the focus is and how far the page is scrolled, across updates of the page and steps through its history.

const NAMES = ["data-test", "data-value", "data-view", "data-direction", "data-code", "data-airport", "href"];
const LONGEST_WAIT_MS = 5_000;

/** Returns a selector by which an element is found again when the page was drawn anew; null if it has none. */
function selectorOf(element) {
  if (!element || element === document.body) {
    return null;
  }
  if (element.id) {
    return `#${CSS.escape(element.id)}`;
  }
  const name = NAMES.find((attribute) => element.hasAttribute(attribute));
  const flight = element.closest("[data-flight]");
  return name ? (flight ? `${valued(flight, "data-flight")} ` : "") + valued(element, name) : null;
}

function valued(element, attribute) {
  return `${element.localName}[${attribute}="${CSS.escape(element.getAttribute(attribute))}"]`;
}

/**
 * Draws the page, and keeps the focus: on the same element, on the one in its place, or on the nearest part of the page
 * that is still there.
 */
export function drawKeepingFocus(root, draw) {
  const before = document.activeElement;
  const path = [];
  for (let element = before; element && element !== root && root.contains(element); element = element.parentElement) {
    path.push(element);
  }
  const selector = selectorOf(before);
  draw();
  if (path.length === 0 || (before.isConnected && document.activeElement === before)) {
    return;
  }
  if (document.activeElement !== document.body && document.activeElement !== null) {
    return;
  }
  const around = path.find((element) => element.isConnected) ?? root;
  const target = around === before ? before : ((selector && around.querySelector(selector)) ?? near(around));
  target.focus({ preventScroll: true });
}

function near(around) {
  const heading = around.querySelector("h1, h2, h3") ?? around;
  if (!heading.hasAttribute("tabindex")) {
    heading.setAttribute("tabindex", "-1");
  }
  return heading;
}

/** Returns what a page of the history keeps of the visitor who leaves it. */
export function placeOfVisitor() {
  return { focus: selectorOf(document.activeElement), scroll: window.scrollY };
}

/** Brings the visitor back to where they left a page, as soon as enough of it is there, unless they move on before. */
export class Return {
  #place;
  #until = Date.now() + LONGEST_WAIT_MS;
  #cancelled = false;

  constructor(place) {
    this.#place = place;
    const cancel = () => (this.#cancelled = true);
    for (const type of ["pointerdown", "keydown", "wheel"]) {
      window.addEventListener(type, cancel, { once: true, passive: true });
    }
  }

  /** To be called when the page has been drawn. Returns whether nothing is left to do. */
  tried(root) {
    if (this.#cancelled || Date.now() > this.#until) {
      return true;
    }
    const { focus, scroll } = this.#place;
    const target = focus === null ? root.querySelector("h1") : root.querySelector(focus);
    if (target === null || document.documentElement.scrollHeight < scroll + window.innerHeight) {
      return false;
    }
    window.scrollTo(0, scroll);
    target.focus({ preventScroll: focus === null });
    return true;
  }
}
