import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The part of a service that starts a process. */
export interface ComposeService {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Reads docker-compose.yml. */
export function composeServices(): Readonly<Record<string, ComposeService>> {
  const text = readFileSync(join(import.meta.dirname, '../../../../../docker-compose.yml'), 'utf8');
  const file: { services: Record<string, Partial<ComposeService>> } = parse(text, { merge: true });
  return Object.fromEntries(
    Object.entries(file.services).map(([name, { command = [], environment = {} }]) => [
      name,
      { command, environment },
    ]),
  );
}
