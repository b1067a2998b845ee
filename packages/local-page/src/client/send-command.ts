import type { Command } from '../view/command.ts';

/** Asks the local stack to do something. Resolves to what kept it from it, or to undefined. */
export async function sendCommand(command: Command): Promise<string | undefined> {
  try {
    const answer = await fetch('/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    return answer.ok ? undefined : await answer.text();
  } catch {
    return 'The local stack does not answer. Was it stopped?';
  }
}
