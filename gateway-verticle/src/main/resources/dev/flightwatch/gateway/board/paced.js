// Limits when and how often something runs.

/** Waits until somebody sees the tab: a hidden one reads and repeats nothing. */
export async function visible() {
  if (document.hidden) {
    await new Promise((resume) => document.addEventListener("visibilitychange", resume, { once: true }));
  }
}

/**
 * Returns a function that asks for a run. The first run begins at once, each later one after a pause and never during
 * another; requests until then become one run, so the last request is never lost.
 */
export function paced(run, pauseMs) {
  let wanted = false;
  let busy = false;
  let pause = 0;
  return async () => {
    wanted = true;
    if (busy) {
      return;
    }
    busy = true;
    try {
      while (wanted) {
        await new Promise((resume) => setTimeout(resume, pause));
        await visible();
        pause = pauseMs;
        wanted = false;
        await run();
      }
    } finally {
      busy = false;
    }
  };
}
