// Built-ins only: start.mjs uses it. Whoever stops us stops the program that we started.

/**
 * Passes each signal that asks us to end on to `child`. One that lives on `grace` ms after the first is killed: nobody else
 * would, since we end when it ends.
 */
export function passSignals(child, grace) {
  const kill = () => {
    console.error(`The server did not end within ${grace / 1000} s, so it was killed.`);
    child.kill("SIGKILL");
  };
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      child.kill(signal);
      if (!isEnding) setTimeout(kill, grace);
      isEnding = true;
    });
  }
}
