// Limits how often something runs that many events ask for.

/**
 * Returns a function that asks for a run. Requests within the pause become one run, and those that come while it runs
 * become the next one, so the last request is never lost.
 */
export function paced(run, pauseMs) {
  let waiting = false;
  let running = false;
  const request = () => {
    if (waiting) {
      return;
    }
    waiting = true;
    if (!running) {
      setTimeout(begin, pauseMs);
    }
  };
  const begin = async () => {
    waiting = false;
    running = true;
    try {
      await run();
    } finally {
      running = false;
      if (waiting) {
        setTimeout(begin, pauseMs);
      }
    }
  };
  return request;
}
