import type { SpotlerErrorKind } from '../spotler-error.ts';
import { parseJson, readErrorBody } from './error-body.ts';

/** An HTTP answer, reduced to what decides. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Success, with the parsed body; `json` is undefined when there was none. */
export interface OkAnswer {
  readonly kind: 'ok';
  readonly status: number;
  readonly json: unknown;
}

/**
 * There is no such contact, says the answer. How far it can be relied on:
 *
 * - `typed`: Spotler itself says so, in its own form.
 * - `status-only`: a 404 or 410 without a body. Anything between us and Spotler may have said so: it needs
 *   evidence.
 */
export interface AbsentAnswer {
  readonly kind: 'absent';
  readonly status: number;
  readonly evidence: 'typed' | 'status-only';
  readonly errorType: string | undefined;
}

/** Anything else. `message` is Spotler's own and stays inside the package. */
export interface FailureAnswer {
  readonly kind: 'failure';
  readonly failure: SpotlerErrorKind;
  readonly status: number;
  readonly errorType: string | undefined;
  readonly message: string;
}

export type Answer = OkAnswer | AbsentAnswer | FailureAnswer;

/** The JSON of a success that has all of what was asked for; undefined for any other answer. */
export function jsonIn({ status, json }: Pick<OkAnswer, 'status'> & { readonly json?: unknown }): unknown {
  return status === 200 ? json : undefined;
}

/** Tells an answer that says by its status alone that there is no such contact. */
export function isBare(answer: {
  readonly kind: string;
  readonly evidence?: AbsentAnswer['evidence'];
}): answer is AbsentAnswer {
  return answer.evidence === 'status-only';
}

/** Error types of the vendor's 2022 API description. An unknown type is judged by its status. */
const KIND_BY_ERROR_TYPE: ReadonlyMap<string, SpotlerErrorKind> = new Map([
  ['AUTH_NOT_FOUND', 'authentication'],
  ['NOT_AUTHORIZED', 'authentication'],
  ['BACKEND_EXCEPTION', 'unavailable'],
  ['RESOURCE_NOT_FOUND', 'protocol'],
  ['INVALID_PARAMS', 'rejected'],
  ['INVALID_STATE', 'rejected'],
  ['INVALID_PROPERTY', 'rejected'],
  ['NAME_ALREADY_IN_USE', 'rejected'],
  ['ID_NOTUNIQUE', 'rejected'],
  ['CONTACT_OPTOUT', 'rejected'],
  ['CONTACT_ALREADY_EXISTS', 'rejected'],
  ['FORM_NOT_FOUND', 'rejected'],
  ['PRODUCT_NOTFOUND', 'rejected'],
  ['TRIGGER_NOTFOUND', 'rejected'],
  ['CAMPAIGN_NOTFOUND', 'rejected'],
  ['ORDER_NOTFOUND', 'rejected'],
  ['MAILING_NOTFOUND', 'rejected'],
  ['INVALID_MAILING', 'rejected'],
  ['FORMRESULT_NOT_FOUND', 'rejected'],
]);

/** These speak about the caller, not about the contact; no body can turn them into something else. */
const ABOUT_THE_CALLER: ReadonlySet<number> = new Set([401, 429]);

/** Statuses of Spotler's answer about an unknown contact. Source: the error types; 400 and 404 were seen. */
const TYPED_ABSENCE: ReadonlySet<number> = new Set([400, 404, 410]);

/**
 * Tells the meaning of an HTTP answer. The error type in the body beats the status; absence is an allow-list.
 */
export function classifyAnswer(answer: HttpAnswer): Answer {
  const { status } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && !answer.body.includes('errorType')) return success(answer);
  const { errorType, message } = readErrorBody(answer.body) ?? {};
  const ofStatus = failure(kindByStatus(status));
  if (ABOUT_THE_CALLER.has(status)) return ofStatus;
  if (errorType === 'CONTACT_NOT_FOUND') {
    const isTyped = TYPED_ABSENCE.has(status) && message !== undefined;
    return isTyped ? { kind: 'absent', status, evidence: 'typed', errorType } : ofStatus;
  }
  if (errorType !== undefined) return failure(KIND_BY_ERROR_TYPE.get(errorType) ?? kindByStatus(status));
  if (isSuccess) return success(answer);
  if ((status === 404 || status === 410) && answer.body === '') {
    return { kind: 'absent', status, evidence: 'status-only', errorType };
  }
  return ofStatus;

  function failure(kind: SpotlerErrorKind): FailureAnswer {
    return { kind: 'failure', failure: kind, status, errorType, message: message ?? '' };
  }
}

function success({ status, body }: HttpAnswer): OkAnswer | FailureAnswer {
  if (body === '') return { kind: 'ok', status, json: undefined };
  const json = parseJson(body);
  if (json !== undefined) return { kind: 'ok', status, json };
  return { kind: 'failure', failure: 'protocol', status, errorType: undefined, message: '' };
}

function kindByStatus(status: number): SpotlerErrorKind {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'unavailable';
  if ([400, 409, 413, 417, 422].includes(status)) return 'rejected';
  return 'protocol';
}
