import { DynamicsWebApi } from 'dynamics-web-api';
import type { JsonObject } from '../values/json-object.ts';
import { askRows } from './ask-rows.ts';
import { tokenSource } from './authentication.ts';
import { batchingClient } from './batching-client.ts';
import { type ConnectionOptions, type ConnectionSettings, withDefaults } from './connection-options.ts';
import { DataverseError } from './dataverse-error.ts';
import { withGuardedResponses, withoutGuard } from './guarded-response.ts';
import { type JoinQuestions, joinQuestions } from './joined-questions.ts';
import { readPage } from './read-pages.ts';
import { findRows, listRows, readRow } from './read-rows.ts';
import { createRequestBudget } from './request-budget.ts';
import { createRequestGate, type RequestGate } from './request-gate.ts';
import type { RowReader } from './row-reader.ts';
import { type SharedReads, shareReads } from './shared-reads.ts';
import { createColumn, readColumns } from './table-columns.ts';
import { type UpdateOutcome, updateRow } from './update-row.ts';
import { callBound, whoAmI } from './web-api-functions.ts';
import { act, associateRows, createRow, type RowReference, removeRow } from './write-rows.ts';

/** Calls to one Dataverse; all that share a connection also share its limits and pauses. */
export interface DataverseConnection extends RowReader, SharedReads {
  /** Questions that share requests with all others that are asked over this connection. */
  readonly join: JoinQuestions;
  /** The same reads, of which those that are called at once share a request. */
  readonly shared: SharedReads;
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
  /**
   * Adds a column to a table. Is not tried again when it is unknown whether it was made. @throws
   * {DataverseError}
   */
  createColumn(table: string, definition: JsonObject): Promise<void>;
  /**
   * Makes a row, or with `EntityDefinitions` and `RelationshipDefinitions` a table and a lookup, and gives
   * its id. Is not tried again when it is unknown whether it was made. @throws {DataverseError}
   */
  create(entitySet: string, columns: JsonObject): Promise<string>;
  /** Deletes a row; one that is gone already is no error. @throws {DataverseError} */
  remove(entitySet: string, id: string): Promise<void>;
  /** Joins two rows in a relationship of many to many. @throws {DataverseError} */
  associate(from: RowReference, relationship: string, to: RowReference): Promise<void>;
  /**
   * Calls an action, bound to a row when one is given. Is not tried again either. @throws {DataverseError}
   */
  act(name: string, parameters: JsonObject, row?: { entitySet: string; id: string }): Promise<void>;
}

/** @throws {DataverseError} `authentication` for a URL that the authentication must not be used with. */
export function connectDataverse(options: ConnectionOptions): DataverseConnection {
  const settings = withDefaults(options);
  const { clock } = settings;
  const url = parseUrl(settings.url);
  const tokens = tokenSource(url, settings.authentication, clock);
  const client = createClient(url, tokens);
  const budget = createRequestBudget(clock);
  const gate = createRequestGate(settings, clock, { budget, onTokenRefused: tokens?.forget });
  const send: RequestGate = (call, signal, once) =>
    gate((requestSignal) => withGuardedResponses(() => call(requestSignal), budget.note), signal, once);

  const row: RowReader['row'] = (query, id, signal) =>
    send((requestSignal) => readRow(client, query, id, requestSignal, clock.now()), signal);
  const ask: RowReader['ask'] = (questions) =>
    send((signal) => askRows(client, questions, signal, clock.now()));
  const reads = eachAlone(client, send, {
    origin: url.origin,
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
  });
  return {
    row,
    ask,
    ...reads,
    join: joinQuestions({ row, ask }, clock),
    shared: shareReads({
      client: batchingClient(client, send),
      alone: reads,
      origin: url.origin,
      now: clock.now,
    }),
    find: (query, ids) => send((signal) => findRows(client, query, ids, signal, clock.now())),
    update: (entitySet, id, version, columns, signal) =>
      send(
        (requestSignal) => updateRow(client, { entitySet, id, version, columns }, requestSignal, clock.now()),
        signal,
      ),
    createColumn: (table, definition) =>
      send((signal) => createColumn(client, { table, definition }, signal, clock.now()), undefined, true),
    create: (entitySet, columns) =>
      send((signal) => createRow(client, { entitySet, columns }, signal, clock.now()), undefined, true),
    remove: (entitySet, id) => send((signal) => removeRow(client, { entitySet, id }, signal, clock.now())),
    associate: (from, relationship, to) =>
      send((signal) => associateRows(client, { from, relationship, to }, signal, clock.now())),
    act: (name, parameters, row) =>
      send((signal) => act(client, { name, parameters, row }, signal, clock.now()), undefined, true),
  };
}

/** Reads of which each is a request. */
function eachAlone(
  client: DynamicsWebApi,
  send: RequestGate,
  {
    origin,
    clock,
    requestTimeoutMs,
  }: { origin: string } & Pick<ConnectionSettings, 'clock' | 'requestTimeoutMs'>,
): SharedReads {
  return {
    list: (query, filter, signal) =>
      send((requestSignal) => listRows(client, query, filter, requestSignal, clock.now()), signal),
    page: (query, request, signal) =>
      send(
        (requestSignal) =>
          readPage(client, query, request, { origin, signal: requestSignal, now: clock.now() }),
        signal,
      ),
    columns: (query) => send((signal) => readColumns(client, query, signal, clock.now())),
    whoAmI: (signal) => send(() => whoAmI(client, requestTimeoutMs, clock.now()), signal),
    call: (name, row) => send(() => callBound(client, name, row, requestTimeoutMs, clock.now())),
  };
}

function createClient(url: URL, tokens: ReturnType<typeof tokenSource>): DynamicsWebApi {
  return new DynamicsWebApi({
    serverUrl: `${url.origin}/`,
    onTokenRefresh: tokens === null ? null : () => withoutGuard(tokens.get),
    propagateErrors: true,
    headers: { 'If-None-Match': 'null' },
  });
}

function parseUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  } catch {}
  throw new DataverseError({ kind: 'protocol', message: 'The Dataverse URL is not an http or https URL' });
}
