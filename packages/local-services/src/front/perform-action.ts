import type { ServerResponse } from 'node:http';
import type { Clock } from '@spotler-connector/clock';
import { writeAnswer, writeHalfAnswer, writeUpstreamAnswer } from './client-answer.ts';
import type { FrontAction, FrontRequest } from './front-action.ts';
import type { Upstream } from './upstream.ts';

/** Everything that an action works with. */
export interface ActionContext {
  /** The system behind the front. */
  readonly upstream: Upstream;
  /** The clock of delays. */
  readonly clock: Clock;
  /** Aborted when the front closes: nothing is held or sent after that. */
  readonly closed: AbortSignal;
}

/** Carries out one action. Rejects when upstream has no answer, or the front closes. */
export async function performAction(
  action: FrontAction,
  request: FrontRequest,
  response: ServerResponse,
  context: ActionContext,
): Promise<void> {
  const { upstream, clock, closed } = context;
  switch (action.kind) {
    case 'pass':
      return writeUpstreamAnswer(response, await upstream.send(request));
    case 'answer':
      return writeAnswer(response, action.answer);
    case 'replace':
      await upstream.send(request);
      return writeAnswer(response, action.answer);
    case 'cut':
      return cut(action.when, request, response, upstream);
    case 'late':
      if (action.answer !== undefined) writeAnswer(response, action.answer);
      await orClosed(clientGone(response), closed);
      await orClosed(action.after, closed);
      await upstream.send(request);
      return;
    case 'delay':
      await clock.sleep(action.milliseconds, closed);
      return performAction(action.next ?? { kind: 'pass' }, request, response, context);
    case 'hold':
      await orClosed(action.until, closed);
      return performAction(action.next ?? { kind: 'pass' }, request, response, context);
  }
}

async function cut(
  when: 'before-request' | 'after-request' | 'within-answer',
  request: FrontRequest,
  response: ServerResponse,
  upstream: Upstream,
): Promise<void> {
  if (when === 'before-request') return void response.destroy();
  const answer = await upstream.send(request);
  if (when === 'after-request') return void response.destroy();
  writeHalfAnswer(response, answer);
}

/** Resolves when the client has its answer, or has closed the connection. */
function clientGone(response: ServerResponse): Promise<void> {
  if (response.writableFinished || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.once('finish', resolve).once('close', resolve);
  });
}

async function orClosed(waiting: Promise<unknown> | undefined, closed: AbortSignal): Promise<void> {
  closed.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(closed.reason);
  closed.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([waiting, aborted.promise]);
  } finally {
    closed.removeEventListener('abort', abort);
  }
}
