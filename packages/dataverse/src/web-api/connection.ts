import { DynamicsWebApi } from 'dynamics-web-api';
import { isJsonObject, type JsonObject } from '../change-message/body-member.ts';
import { tokenSource } from './authentication.ts';
import { classifyFailure } from './classify-failure.ts';
import { type ConnectionOptions, withDefaults } from './connection-options.ts';
import { DataverseError } from './dataverse-error.ts';
import { withGuardedResponses, withoutGuard } from './guarded-response.ts';
import { findRows, listRows, type RowAnswer, readEachRow, readRow } from './read-rows.ts';
import { createRequestGate } from './request-gate.ts';
import type { RowFilter, RowQuery } from './row-query.ts';
import { type UpdateOutcome, updateRow } from './update-row.ts';

/** Calls to one Dataverse; all that share a connection also share its limits and pauses. */
export interface DataverseConnection {
  /**
   * One row by id; null only when Dataverse says that the row does not exist.
   *
   * @throws {DataverseError} in every other case, or the reason of `signal`.
   */
  row(query: RowQuery, id: string, signal?: AbortSignal): Promise<JsonObject | null>;
  /** The rows of these ids that a query finds; one that it does not find may still exist. @throws {DataverseError} */
  find(query: RowQuery, ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>>;
  /** The first page of the rows that a filter finds. @throws {DataverseError}, or the reason of `signal`. */
  list(query: RowQuery, filter: RowFilter, signal?: AbortSignal): Promise<JsonObject[]>;
  /** The same as `row` for each id, in one request; at most 1000. @throws {DataverseError} */
  each(query: RowQuery, ids: readonly string[]): Promise<ReadonlyMap<string, RowAnswer>>;
  /**
   * Changes columns of a row if it still is as `version` says; never creates one.
   *
   * @throws {DataverseError}, or the reason of `signal`.
   */
  update(
    entitySet: string,
    id: string,
    version: string,
    columns: JsonObject,
    signal?: AbortSignal,
  ): Promise<UpdateOutcome>;
  /** Asks who we are; the cheapest request there is. @throws {DataverseError} */
  whoAmI(signal?: AbortSignal): Promise<void>;
}

/** @throws {DataverseError} `authentication` for a URL that the authentication must not be used with. */
export function connectDataverse(options: ConnectionOptions): DataverseConnection {
  const settings = withDefaults(options);
  const { clock } = settings;
  const url = parseUrl(settings.url);
  const tokens = tokenSource(url, settings.authentication, clock);
  const client = new DynamicsWebApi({
    serverUrl: `${url.origin}/`,
    onTokenRefresh: tokens === null ? null : () => withoutGuard(tokens.get),
    propagateErrors: true,
    headers: { 'If-None-Match': 'null' },
  });
  const gate = createRequestGate(settings, clock, tokens?.forget);
  const send = <T>(call: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    gate((requestSignal) => withGuardedResponses(() => call(requestSignal)), signal);

  return {
    row: (query, id, signal) =>
      send((requestSignal) => readRow(client, query, id, requestSignal, clock.now()), signal),
    find: (query, ids) => send((signal) => findRows(client, query, ids, signal, clock.now())),
    list: (query, filter, signal) =>
      send((requestSignal) => listRows(client, query, filter, requestSignal, clock.now()), signal),
    each: (query, ids) => send((signal) => readEachRow(client, query, ids, signal, clock.now())),
    update: (entitySet, id, version, columns, signal) =>
      send(
        (requestSignal) => updateRow(client, { entitySet, id, version, columns }, requestSignal, clock.now()),
        signal,
      ),
    whoAmI: (signal) => send(() => whoAmI(client, settings.requestTimeoutMs, clock.now()), signal),
  };
}

/** Without a signal: callFunction of dynamics-web-api 2.5.0 copies it into an object that is none. */
async function whoAmI(client: DynamicsWebApi, timeout: number, now: number): Promise<void> {
  const answer: unknown = await client.callFunction({ name: 'WhoAmI', timeout }).catch((error) => {
    throw classifyFailure(error, now);
  });
  if (!isJsonObject(answer) || typeof answer['UserId'] !== 'string') {
    throw new DataverseError({ kind: 'protocol', sentence: 'The URL is not that of a Dataverse Web API' });
  }
}

function parseUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  } catch {}
  throw new DataverseError({ kind: 'protocol', sentence: 'The Dataverse URL is not an http or https URL' });
}
