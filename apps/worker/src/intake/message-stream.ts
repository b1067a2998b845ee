import type { MessageReceiver } from '@spotler-connector/adapters';
import { within } from '../within.ts';
import type { Intake } from './intake.ts';

/** How a stream is connected, and what is done on a connection. */
export interface MessageStreamOptions {
  /** Makes a new client and receiver; opens nothing yet. */
  connect: () => MessageReceiver;
  /** Builds an intake on a receiver. `heard` must be called for each message. */
  open: (messages: MessageReceiver, heard: () => void) => Intake;
  /** How long closing may take, in milliseconds: the network may be what is broken. */
  closeMs: number;
}

/** An intake whose connection can be replaced. */
export interface MessageStream extends Intake {
  /** When a message came last, or the stream was opened; `undefined` while none can be expected. */
  lastHeard(): number | undefined;
  /** Goes on with a new client. What came over the old one is finished over it, if it still works. */
  rebuild(): void;
  /** Closes the connection, within the time given. */
  close(): Promise<void>;
}

interface Line {
  messages: MessageReceiver;
  intake: Intake;
}

/** Builds a stream that is off. */
export function createMessageStream({ connect, open, closeMs }: MessageStreamOptions): MessageStream {
  let heardAt = 0;
  let wanted = false;
  /** Old connections with messages still in hand. */
  const retiring = new Set<Line>();
  let line = newLine();

  function newLine(): Line {
    const messages = connect();
    const heard = () => {
      heardAt = Date.now();
    };
    return { messages, intake: open(messages, heard) };
  }

  async function retire(old: Line): Promise<void> {
    retiring.add(old);
    old.intake.pause();
    await old.intake.idle();
    retiring.delete(old);
    await within(closeMs, close(old.messages));
  }

  return {
    resume() {
      wanted = true;
      heardAt = Date.now();
      line.intake.resume();
    },
    pause() {
      wanted = false;
      line.intake.pause();
    },
    letOneIn: () => line.intake.letOneIn(),
    async idle() {
      await Promise.all([line, ...retiring].map(({ intake }) => intake.idle()));
    },
    get inFlight() {
      return [line, ...retiring].reduce((sum, { intake }) => sum + intake.inFlight, 0);
    },
    lastHeard() {
      if (!wanted) return undefined;
      return line.intake.inFlight > 0 ? Date.now() : heardAt;
    },
    rebuild() {
      void retire(line);
      line = newLine();
      heardAt = Date.now();
      if (wanted) line.intake.resume();
    },
    close: async () => void (await within(closeMs, close(line.messages))),
  };
}

async function close({ receiver, client }: MessageReceiver): Promise<void> {
  await receiver.close();
  await client.close();
}
