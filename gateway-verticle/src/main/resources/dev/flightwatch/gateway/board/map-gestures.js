// Dragging, pinching, the wheel and keys. The page still scrolls: up and down with one finger, and with the wheel alone.

const MOVED = 4;
const STEP = 60;
export const ZOOM = 1.6;
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** Returns what a key does, if anything. */
function actionOf({ key, shiftKey }, on) {
  const [across, down] = ARROWS[key] ?? [0, 0];
  if (across || down) {
    return () => (shiftKey ? on.pan(-across * STEP, -down * STEP) : on.walk(across + down));
  }
  return {
    "+": () => on.zoom(ZOOM),
    "=": () => on.zoom(ZOOM),
    "-": () => on.zoom(1 / ZOOM),
    0: on.reset,
    Escape: on.leave,
  }[key];
}

/** Tells `on` of gestures: pan(x, y), zoom(factor, x, y), reset(), walk(step), point and tap(event, place), leave(). */
export function listen(stage, on) {
  const fingers = new Map();
  let travelled = 0;

  const inside = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return {
      distance: Math.hypot(one[0] - other[0], one[1] - other[1]) || 1,
      middle: [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2],
    };
  };

  const handlers = {
    pointerdown(event) {
      if (event.button !== 0 || event.target.closest("button")) {
        return;
      }
      travelled = fingers.size ? MOVED + 1 : 0;
      fingers.set(event.pointerId, inside(event));
    },
    pointermove(event) {
      const before = fingers.get(event.pointerId);
      if (!before) {
        if (event.pointerType === "mouse" && !event.target.closest("button")) {
          on.point(event, inside(event));
        }
        return;
      }
      const now = inside(event);
      const earlier = fingers.size === 2 ? spread() : null;
      travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
      fingers.set(event.pointerId, now);
      if (travelled <= MOVED) {
        return;
      }
      stage.setPointerCapture(event.pointerId);
      on.leave();
      stage.classList.add("dragging");
      if (earlier) {
        const later = spread();
        on.pan(later.middle[0] - earlier.middle[0], later.middle[1] - earlier.middle[1]);
        on.zoom(later.distance / earlier.distance, ...later.middle);
      } else if (fingers.size === 1) {
        on.pan(now[0] - before[0], now[1] - before[1]);
      }
    },
    pointerup(event) {
      if (fingers.delete(event.pointerId) && travelled <= MOVED) {
        on.tap(event, inside(event));
      }
      stage.classList.remove("dragging");
    },
    pointercancel(event) {
      fingers.delete(event.pointerId);
      stage.classList.remove("dragging");
    },
    pointerleave(event) {
      // A finger that is lifted leaves too; what it chose stays.
      if (event.pointerType === "mouse") {
        on.leave();
      }
    },
    keydown(event) {
      const action = event.ctrlKey || event.altKey || event.metaKey ? null : actionOf(event, on);
      if (action && event.target === stage) {
        event.preventDefault();
        action();
      }
    },
    wheel(event) {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        on.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.004)), ...inside(event));
      }
    },
  };
  for (const [name, handler] of Object.entries(handlers)) {
    stage.addEventListener(name, handler, { passive: name !== "wheel" && name !== "keydown" });
  }
}
