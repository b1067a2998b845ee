import type { ApiResponse } from '../api-exchange.ts';
import type { ColumnSecurity } from '../column-security/column-security.ts';
import type { Faults } from '../faults/fault.ts';
import type { Publisher } from '../publishing/publisher.ts';
import type { SimulatorOperations } from '../simulator-operations.ts';

/** The parts of a simulator that commands reach. */
export interface Commanded {
  readonly operations: SimulatorOperations;
  readonly faults: Faults;
  readonly security: ColumnSecurity;
  readonly publisher: Pick<Publisher, 'idle' | 'sent'>;
  /** Whether there is a table of this logical name. */
  hasTable(name: string): boolean;
}

/** A JSON object that came with a command; empty when none did. */
export type CommandBody = Readonly<Record<string, unknown>>;

/** Carries a command out; null when its body is not what it should be. */
export type Command = (
  simulator: Commanded,
  body: CommandBody,
  names: Readonly<Record<string, string>>,
) => Promise<ApiResponse | null> | ApiResponse | null;

/** An answer with a JSON value. */
export function ok(body: unknown): ApiResponse {
  return { status: 200, headers: {}, body };
}

/** An answer that says what is wrong. */
export function refused(status: number, message: string): ApiResponse {
  return { status, headers: {}, body: { message } };
}
