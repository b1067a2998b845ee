import type { MessageReceiver } from '../receiving/receive-messages.ts';

/** The calls of the client library that a test answers. */
interface Calls {
  readonly peekMessages?: (count: number) => Promise<unknown>;
  /** Closes the receiver. */
  readonly close?: () => Promise<void>;
  readonly closeClient?: () => Promise<void>;
}

async function atOnce(): Promise<void> {}

/** A receiver and its client, whose other calls end at once. */
export function aMessageReceiver(calls: Calls): MessageReceiver {
  const { peekMessages = atOnce, close = atOnce, closeClient = atOnce } = calls;
  const messages: unknown = { receiver: { peekMessages, close }, client: { close: closeClient } };
  return messages as MessageReceiver;
}
