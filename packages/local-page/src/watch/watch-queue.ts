import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { ServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import Long from 'long';
import type { Parts } from '../model/parts.ts';
import type { MessageRow, View } from '../view/view.ts';
import { createRefresher } from './refresher.ts';

/** The queue, watched. */
export interface QueueWatch {
  view(): View['queue'];
  close(): Promise<void>;
}

/** Options of {@link watchQueue}. */
export interface QueueWatchOptions {
  readonly serviceBus: Pick<ServiceBusEmulator, 'connectionString' | 'counts' | 'onEvent'>;
  readonly queue: string;
  readonly parts: Parts;
  readonly clock: Clock;
}

const PAUSE_MS = 300;
const MAX_ROWS = 40;

/** Looks into the queue with the official client, as any tool does: it peeks, and locks nothing. */
export function watchQueue({ serviceBus, queue, parts, clock }: QueueWatchOptions): QueueWatch {
  const client = new ServiceBusClient(serviceBus.connectionString);
  const receiver = client.createReceiver(queue);
  const deadLetters = client.createReceiver(queue, { subQueueType: 'deadLetter' });
  let rows: readonly MessageRow[] = [];

  async function look(): Promise<void> {
    const [waiting, dead] = await Promise.all(
      [receiver, deadLetters].map((each) => each.peekMessages(MAX_ROWS, { fromSequenceNumber: Long.ZERO })),
    );
    rows = [
      ...(waiting ?? []).map((message) => messageRow(message, false)),
      ...(dead ?? []).map((message) => messageRow(message, true)),
    ];
    parts.touch('queue');
  }

  const refresher = createRefresher({ look, pauseMs: PAUSE_MS, clock });
  const end = serviceBus.onEvent(({ kind }) => {
    if (kind === 'connected' || kind === 'disconnected' || kind === 'lock-renewed') return;
    parts.touch('queue');
    refresher.request();
  });
  refresher.request();
  return {
    view() {
      const counts = serviceBus.counts(queue);
      return {
        waiting: counts.activeMessageCount,
        scheduled: counts.scheduledMessageCount,
        dead: counts.deadLetterMessageCount,
        rows,
      };
    },
    async close() {
      end();
      await refresher.close();
      await client.close();
    },
  };
}

function messageRow(message: ServiceBusReceivedMessage, dead: boolean): MessageRow {
  const dueAt = message.scheduledEnqueueTimeUtc?.getTime() ?? null;
  const scheduled = message.state === 'scheduled';
  return {
    sequenceNumber: String(message.sequenceNumber ?? ''),
    state: dead ? 'dead' : scheduled ? 'scheduled' : 'waiting',
    event: textOf(message.body, 'MessageName') ?? 'message',
    table: textOf(message.body, 'PrimaryEntityName'),
    recordId: textOf(message.body, 'PrimaryEntityId'),
    deliveryCount: message.deliveryCount ?? 0,
    dueAt: scheduled ? dueAt : null,
    reason: dead ? (message.deadLetterReason ?? null) : null,
  };
}

function textOf(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}
