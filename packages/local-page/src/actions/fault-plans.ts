import type { Clock } from '@spotler-connector/clock';
import { type FrontAction, type FrontPlan, passAll } from '@spotler-connector/local-services/front';
import type { FaultName } from '../view/view.ts';

const SLOW_MS = 2_000;
const LATE_MS = 3_000;

const PAGE = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><html><body>The service is temporarily moved.</body></html>',
};

/** The fate of every request of a system with this fault. */
export function planFor(fault: FaultName, clock: Pick<Clock, 'sleep'>): FrontPlan {
  switch (fault) {
    case 'none':
      return passAll;
    case 'down':
      return always({ kind: 'cut', when: 'before-request' });
    case 'slow':
      return always({ kind: 'delay', milliseconds: SLOW_MS });
    case 'busy':
      return always(answer(429, { 'retry-after': '2' }));
    case 'refusing':
      return always(answer(401));
    case 'nonsense':
      return always({ kind: 'answer', answer: PAGE });
    case 'late':
      // The caller is told that it failed, and the change takes effect all the same, some seconds later.
      return ({ method }) =>
        method === 'GET'
          ? { kind: 'pass' }
          : { kind: 'late', answer: { status: 503 }, after: clock.sleep(LATE_MS) };
  }
}

function always(action: FrontAction): FrontPlan {
  return () => action;
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}): FrontAction {
  return { kind: 'answer', answer: { status, headers } };
}
