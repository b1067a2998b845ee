const FIRST = [1, 2, 5];

/** How many messages each step of a ramp replays: 1, 2, 5, 20, 50, 200, 500, 2000 … without end. */
export function* rampSteps(): Generator<number, never> {
  yield* FIRST;
  for (let step = 20; ; step *= 10) {
    yield step;
    yield step * 2.5;
  }
}
