import { type FrontAction, type FrontPlan, type FrontRequest, passAll } from './front-action.ts';

/** One line of a script: what happens to requests of a kind. */
export interface FrontRule {
  /** The method. Default: any. */
  readonly method?: string | undefined;
  /** The path, whole or as a pattern. Default: any. */
  readonly path?: string | RegExp | undefined;
  /** Any other condition. Default: none. */
  readonly matches?: ((request: FrontRequest) => boolean) | undefined;
  /** Matching requests that pass before the rule applies. Default 0. */
  readonly skip?: number | undefined;
  /** Requests to which the rule applies. Default: all. */
  readonly times?: number | undefined;
  /** The action, or what makes one for each request. */
  readonly action: FrontAction | ((request: FrontRequest) => FrontAction);
}

/** Builds a plan from a script. The first rule decides that matches and is not used up; others pass. */
export function scriptedPlan(rules: readonly FrontRule[], otherwise: FrontPlan = passAll): FrontPlan {
  const matched = rules.map(() => 0);
  return (request) => {
    for (const [index, rule] of rules.entries()) {
      if (!isFor(request, rule)) continue;
      const before = matched[index] ?? 0;
      const { skip = 0, times = Number.POSITIVE_INFINITY, action } = rule;
      if (before >= skip + times) continue;
      matched[index] = before + 1;
      if (before < skip) continue;
      return typeof action === 'function' ? action(request) : action;
    }
    return otherwise(request);
  };
}

function isFor(request: FrontRequest, { method, path, matches }: FrontRule): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (typeof path === 'string' && path !== request.path) return false;
  if (path instanceof RegExp && !path.test(request.path)) return false;
  return matches?.(request) ?? true;
}
