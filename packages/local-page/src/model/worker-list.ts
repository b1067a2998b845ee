import type { NoticeRow, View, WorkerRow } from '../view/view.ts';
import { createBoundedList } from './bounded-list.ts';
import type { LogLine } from './log-line.ts';
import type { Parts } from './parts.ts';

/** The worker processes, and what they have said that somebody may want to see. */
export interface WorkerList {
  /** Adds a worker that is being started; gives its name. */
  add(): string;
  /** Takes in a line of a worker's log. */
  onLine(line: LogLine, worker: string, at: number): void;
  /** Changes what is known of a worker. */
  set(worker: string, changes: Partial<Omit<WorkerRow, 'name'>>): void;
  /** The health ports of the workers that run, by name. */
  ports(): ReadonlyMap<string, number>;
  view(): View['workers'];
}

const MAX_NOTICES = 20;
/** Ended workers that are still shown. */
const MAX_ENDED = 1;
const LEVELS: Readonly<Record<string, NoticeRow['level']>> = { info: 'info', warn: 'warn', error: 'error' };
/** Lines that every message has, and that the decisions show. */
const SHOWN_ELSEWHERE: readonly string[] = ['message settled', 'record reconciled', 'record followed'];

/** Builds it without workers. */
export function createWorkerList(parts: Parts): WorkerList {
  let rows: readonly WorkerRow[] = [];
  const ports = new Map<string, number>();
  const notices = createBoundedList<NoticeRow>(MAX_NOTICES);
  let started = 0;

  function set(worker: string, changes: Partial<Omit<WorkerRow, 'name'>>): void {
    rows = rows.map((row) => (row.name === worker ? { ...row, ...changes } : row));
    const ended = rows.filter(({ state }) => state === 'ended');
    for (const { name } of ended) ports.delete(name);
    const forgotten = ended.slice(0, Math.max(0, ended.length - MAX_ENDED));
    rows = rows.filter((row) => !forgotten.includes(row));
    parts.touch('workers');
  }

  return {
    add() {
      const name = `worker ${++started}`;
      rows = [...rows, { name, state: 'starting', reasons: [], open: [] }];
      parts.touch('workers');
      return name;
    },
    set,
    onLine(line, worker, at) {
      if (SHOWN_ELSEWHERE.includes(line.event)) return;
      if (line.event === 'worker started') {
        if (line.port !== undefined) ports.set(worker, line.port);
        set(worker, { state: 'running' });
      }
      const open = rows.find(({ name }) => name === worker)?.open ?? [];
      if (line.event === 'system down' && line.system !== undefined)
        set(worker, { open: [...new Set([...open, line.system])] });
      if (line.event === 'systems up') set(worker, { open: [] });
      const level = LEVELS[line.level ?? 'info'] ?? 'info';
      notices.add({ number: notices.total + 1, at, worker, level, text: wordsFor(line) });
      parts.touch('workers');
    },
    ports: () => ports,
    view: () => ({ rows, notices: notices.newest() }),
  };
}

function wordsFor({ event, system, kind, status, reason, count, table }: LogLine): string {
  const facts = [system, table, kind, status, reason, count].filter((fact) => fact !== undefined);
  return facts.length === 0 ? event : `${event}: ${facts.join(' ')}`;
}
