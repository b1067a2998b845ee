import { batchNaturally } from '@spotler-connector/natural-batching';
import type { DynamicsWebApi } from 'dynamics-web-api';
import type { ReadingClient } from './reading-client.ts';

/** Sends a request with a signal that ends it. */
type Send = (call: (signal: AbortSignal) => Promise<unknown>) => Promise<unknown>;

/** One read of a batch, and whoever waits for its answer. */
interface Part {
  readonly put: (batch: DynamicsWebApi) => Promise<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Dataverse works a batch off one by one. */
const LIMITS = { maxItems: 100, maxRequests: 1 };

/**
 * Makes a client whose reads that are called at once share one batch. Each settles as it would alone; where
 * the batch as a whole fails, all of them do.
 */
export function batchingClient(client: DynamicsWebApi, send: Send): ReadingClient {
  const enter = batchNaturally<Part>(async (parts) => {
    try {
      const answers = await send((signal) => execute(client, parts, signal));
      for (const [index, { resolve, reject }] of parts.entries()) {
        const answer: unknown = Array.isArray(answers) ? answers[index] : undefined;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of parts) reject(error);
    }
  }, LIMITS);
  const ask = (put: Part['put']) =>
    new Promise<unknown>((resolve, reject) => enter({ put, resolve, reject }));
  return {
    retrieveMultiple: ({ signal: _, ...request }, link) =>
      ask((batch) => batch.retrieveMultiple(request, link)),
    retrieveAttributes: ({ signal: _, ...request }) => ask((batch) => batch.retrieveAttributes(request)),
    callFunction: ({ signal: _, timeout: __, ...request }) => ask((batch) => batch.callFunction(request)),
  };
}

async function execute(
  client: DynamicsWebApi,
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<unknown> {
  const batch = client.initializeInstance();
  batch.startBatch();
  await Promise.all(parts.map(({ put }) => put(batch)));
  return batch.executeBatch({ continueOnError: true, signal });
}
