import { type FrontAction, type FrontPlan, type FrontRequest, passAll } from './front-action.ts';

/** Options of {@link seededPlan}. */
export interface SeededPlanOptions {
  /** Draws a number from 0 up to, not including, 1. The plan is the same for the same draws. */
  readonly random: () => number;
  /** Everything that can happen. Each is as likely as the others. */
  readonly actions: readonly ((request: FrontRequest) => FrontAction)[];
  /** The share of phases in which everything passes. Default 0.4. */
  readonly calm?: number | undefined;
  /** The share of phases in which one thing happens to every request. The rest is mixed. Default 0.3. */
  readonly steady?: number | undefined;
  /** The longest phase, in requests. Default 8. */
  readonly maxPhase?: number | undefined;
}

/**
 * Builds a plan with weather: phases of random length in which everything passes, in which one and the same
 * thing happens to every request, or in which each request draws its own fate, passing included.
 */
export function seededPlan(options: SeededPlanOptions): FrontPlan {
  const { random, actions, calm = 0.4, steady = 0.3, maxPhase = 8 } = options;
  const choices = [passAll, ...actions];
  let left = 0;
  let phase: FrontPlan = passAll;

  function draw<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(random() * list.length)];
  }

  function nextPhase(): FrontPlan {
    const kind = random();
    if (kind < calm) return passAll;
    if (kind < calm + steady) return draw(actions) ?? passAll;
    return (request) => (draw(choices) ?? passAll)(request);
  }

  return (request) => {
    if (left === 0) {
      left = 1 + Math.floor(random() * maxPhase);
      phase = nextPhase();
    }
    left -= 1;
    return phase(request);
  };
}
