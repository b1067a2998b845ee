import type { IncomingMessage } from 'node:http';
import { Command } from '../view/command.ts';

const MAX_BYTES = 4_096;

/** Reads what the page asks for; undefined when it is nothing that the page can ask for. */
export async function readCommand(request: IncomingMessage): Promise<Command | undefined> {
  if (request.headers['content-type'] !== 'application/json') return undefined;
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BYTES) return undefined;
  }
  try {
    const command: unknown = JSON.parse(text);
    return Command.is(command) ? command : undefined;
  } catch {
    return undefined;
  }
}
