import {
  type AbsentAnswer,
  type Answer,
  classifyAnswer,
  type HttpAnswer,
  type OkAnswer,
} from '../answers/classify-answer.ts';
import { rejectedProperty } from '../answers/rejected-property.ts';
import { parseRetryAfter } from '../answers/retry-after.ts';
import { callHook } from '../client-hooks.ts';
import type { ResolvedOptions } from '../client-options.ts';
import { type ApiRequest, buildRequest, type HttpTarget } from '../requests/build-request.ts';
import { signRequest } from '../requests/sign-request.ts';
import { SpotlerError, type SpotlerErrorDetails } from '../spotler-error.ts';
import type { CallScope } from './call-scope.ts';
import { ConnectionFailure } from './connection-failure.ts';
import type { Transport } from './transport.ts';

/** A contact with all its properties has a few kilobytes; a page of ten thousand of them a few megabytes. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_LIST_BYTES = 64 * 1024 * 1024;

/** Sends a request once. Rejects with a SpotlerError; an unknown contact is an answer, not an error. */
export type SingleTry = (
  request: ApiRequest,
  attempt: number,
  scope: CallScope,
) => Promise<OkAnswer | AbsentAnswer>;

export function createSingleTry(options: ResolvedOptions, transport: Transport): SingleTry {
  return async (request, attempt, scope) => {
    const target = buildRequest(options.baseUrl, request);
    const started = options.clock.monotonic();
    function report(details: Partial<SpotlerErrorDetails>): void {
      callHook(options.hooks.onAttempt, {
        endpoint: request.endpoint,
        attempt,
        durationMs: options.clock.monotonic() - started,
        status: details.status,
        failure: details.kind,
        errorType: details.errorType,
        code: details.code,
      });
    }
    try {
      const answer = await exchange(options, transport, request, target, scope);
      report({ status: answer.status, errorType: answer.kind === 'absent' ? answer.errorType : undefined });
      return answer;
    } catch (error) {
      if (error instanceof SpotlerError) report(error);
      throw error;
    }
  };
}

async function exchange(
  options: ResolvedOptions,
  transport: Transport,
  request: ApiRequest,
  { method, url }: HttpTarget,
  scope: CallScope,
): Promise<OkAnswer | AbsentAnswer> {
  const { consumerKey, consumerSecret } = options;
  const timestamp = Math.floor(options.clock.now() / 1000);
  try {
    const http = await transport.send({
      method,
      url,
      authorization: signRequest({
        method,
        url,
        consumerKey,
        consumerSecret,
        nonce: options.nonce(),
        timestamp,
      }),
      body: request.json === undefined ? undefined : JSON.stringify(request.json),
      timeoutMs: Math.max(1, Math.ceil(Math.min(options.attemptMs, scope.timeLeftMs()))),
      maxBytes: request.endpoint.endsWith('/list') ? MAX_LIST_BYTES : MAX_BYTES,
      signal: scope.signal,
    });
    const answer = classifyAnswer(http);
    if (method !== 'GET' && isFromInBetween(answer)) scope.markAmbiguous();
    return expectAnswer(request, answer, http, options.clock.now());
  } catch (error) {
    if (!(error instanceof ConnectionFailure)) throw error;
    if (method !== 'GET' && error.mayBeSent) scope.markAmbiguous();
    throw new SpotlerError({ kind: failureKind(error.code), endpoint: request.endpoint, code: error.code });
  }
}

function expectAnswer(
  request: ApiRequest,
  answer: Answer,
  http: HttpAnswer,
  now: number,
): OkAnswer | AbsentAnswer {
  if (answer.kind !== 'failure') return answer;
  const rejected = answer.failure === 'rejected';
  throw new SpotlerError({
    kind: answer.failure,
    endpoint: request.endpoint,
    status: answer.status,
    errorType: answer.errorType,
    property: rejected ? rejectedProperty(answer.message, request.properties ?? []) : undefined,
    retryAfterMs: answer.failure === 'unavailable' ? parseRetryAfter(http.retryAfter, now) : undefined,
  });
}

/** Tells an answer that is no HTTP, or whose body is packed wrongly: trying again would not help. */
function failureKind(code: string): 'protocol' | 'unavailable' {
  return /^(HPE_|Z_|ERR_INVALID_|ERR_ANSWER_TOO_LARGE$)/.test(code) ? 'protocol' : 'unavailable';
}

/**
 * Tells a failure that is not in Spotler's form and leaves open whether something in between handed the
 * request on.
 */
function isFromInBetween(answer: Answer): boolean {
  if (answer.kind !== 'failure' || answer.errorType !== undefined || answer.status === 429) return false;
  return answer.failure === 'unavailable' || answer.status < 300;
}
