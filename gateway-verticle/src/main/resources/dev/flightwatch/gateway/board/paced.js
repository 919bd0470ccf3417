// Limits how often something runs that many events ask for.

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
        pause = pauseMs;
        wanted = false;
        await run();
      }
    } finally {
      busy = false;
    }
  };
}
