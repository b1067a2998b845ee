import type { ServerResponse } from 'node:http';
import type { Clock } from '@spotler-connector/clock';
import type { Parts } from '../model/parts.ts';
import { PARTS, type Part } from '../view/view.ts';

/** Resolves to a part of the view, for one reader. */
export type ReadPart = (part: Part) => unknown;

/** The readers of the page, who are told of every change. */
export interface EventStreams {
  /** Tells a reader from now on, beginning with everything; `read` gives what this reader sees. */
  add(response: ServerResponse, read: ReadPart): void;
  /** Readers now. */
  readonly count: number;
  /** Ends every stream. */
  close(): void;
}

interface Reader {
  readonly response: ServerResponse;
  readonly read: ReadPart;
  /** The version of each part that was sent. */
  readonly sent: Map<Part, number>;
}

/** Changes within this time are told together. */
const PAUSE_MS = 150;
/** The most bytes that wait for a reader: while there are more it gets nothing, and the newest later. */
const MAX_WAITING = 1_000_000;
const MAX_READERS = 20;

/** Sends parts of the view that have changed as server-sent events. */
export function createEventStreams(parts: Parts, clock: Clock): EventStreams {
  const readers = new Set<Reader>();
  const closing = new AbortController();
  let pumping = false;

  function send({ response, read, sent }: Reader): void {
    if (response.writableLength > MAX_WAITING) return;
    const changed = PARTS.filter((part) => sent.get(part) !== parts.versionOf(part));
    if (changed.length === 0) return;
    for (const part of changed) sent.set(part, parts.versionOf(part));
    const view = Object.fromEntries(changed.map((part) => [part, read(part)]));
    response.write(`data: ${JSON.stringify(view)}\n\n`);
  }

  async function pump(): Promise<void> {
    if (pumping || readers.size === 0) return;
    pumping = true;
    await clock.sleep(PAUSE_MS, closing.signal).catch(() => {});
    pumping = false;
    if (closing.signal.aborted) return;
    for (const reader of readers) send(reader);
  }

  const stop = parts.onTouched(() => void pump());
  return {
    add(response, read) {
      if (readers.size >= MAX_READERS) return void response.writeHead(503).end();
      const reader = { response, read, sent: new Map<Part, number>() };
      readers.add(reader);
      response.once('close', () => readers.delete(reader));
      response.on('drain', () => send(reader));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('retry: 1000\n\n');
      send(reader);
    },
    get count() {
      return readers.size;
    },
    close() {
      stop();
      closing.abort();
      for (const { response } of readers) response.end();
    },
  };
}
