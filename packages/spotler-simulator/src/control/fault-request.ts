import { SPOTLER_ANSWERS } from '@spotler-connector/spotler-sdk/answers';
import { member } from '../endpoints/contact-body.ts';
import { ENDPOINTS } from '../endpoints/endpoints.ts';
import type { Fault, FaultKind } from '../faults.ts';

/** Longer than any client waits. */
const MAX_MS = 600_000;

/** Reads a fault from the control endpoint's JSON; undefined when it is none. */
export function readFault(json: unknown): Fault | undefined {
  const kind = readKind(json);
  if (kind === undefined) return undefined;
  const given = member(json, 'endpoint');
  const endpoint = ENDPOINTS.find((candidate) => candidate === given);
  const externalId = member(json, 'externalId');
  const times = member(json, 'times');
  if (given !== undefined && endpoint === undefined) return undefined;
  return {
    ...kind,
    endpoint,
    externalId: typeof externalId === 'string' ? externalId : undefined,
    times: typeof times === 'number' || times === 'until-reset' ? times : undefined,
  };
}

function readKind(json: unknown): FaultKind | undefined {
  const kind = member(json, 'kind');
  if (kind === 'latency') return readLatency(json);
  if (kind === 'status') return readStatus(json);
  if (kind === 'answer') return readAnswer(json);
  if (kind === 'late') return readLate(json);
  const when = member(json, 'when');
  if (when !== 'before-change' && when !== 'after-change') return undefined;
  return kind === 'cut' || kind === 'silence' ? { kind, when } : undefined;
}

function readLatency(json: unknown): FaultKind | undefined {
  const ms = readMilliseconds(json);
  return ms === undefined ? undefined : { kind: 'latency', ms };
}

function readAnswer(json: unknown): FaultKind | undefined {
  const answer = SPOTLER_ANSWERS.find(({ name }) => name === member(json, 'answer'))?.name;
  return answer === undefined ? undefined : { kind: 'answer', answer };
}

function readLate(json: unknown): FaultKind | undefined {
  const ms = readMilliseconds(json);
  const meanwhile = (['silence', 'cut'] as const).find((name) => name === member(json, 'meanwhile'));
  return ms === undefined ? undefined : { kind: 'late', ms, meanwhile };
}

function readMilliseconds(json: unknown): number | undefined {
  const ms = member(json, 'ms');
  return typeof ms === 'number' && ms >= 0 && ms <= MAX_MS ? ms : undefined;
}

function readStatus(json: unknown): FaultKind | undefined {
  const status = member(json, 'status');
  const retryAfter = member(json, 'retryAfter');
  const errorType = member(json, 'errorType');
  const body = (['json', 'xml', 'html', 'empty'] as const).find((name) => name === member(json, 'body'));
  if (!Number.isInteger(status) || typeof status !== 'number' || status < 200 || status > 599)
    return undefined;
  return {
    kind: 'status',
    status,
    retryAfter: retryAfter === undefined ? undefined : String(retryAfter),
    errorType: typeof errorType === 'string' ? errorType : undefined,
    body,
  };
}
