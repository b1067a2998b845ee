/** A record in Dataverse, as a row of the page. */
export interface RecordRow {
  readonly table: string;
  readonly id: string;
  /** Place in the order in which records came into being; the same in every column. */
  readonly rank: number;
  readonly name: string;
  readonly email: string | null;
  readonly state: 'active' | 'inactive' | 'merged' | 'deleted';
  readonly refusesEmail: boolean;
  readonly refusesBulkEmail: boolean;
  /** Milliseconds since the epoch of its last change. */
  readonly at: number;
}

/** A contact in Spotler, as a row of the page. */
export interface ContactRow {
  readonly id: string;
  readonly rank: number;
  /** The name that Spotler has; null when it has none, or has forgotten it. */
  readonly name: string | null;
  readonly email: string | null;
  readonly state: 'present' | 'gone';
  /** Each kind of mail, and whether the contact may get it. */
  readonly permissions: readonly PermissionMark[];
  readonly at: number;
}

/** One kind of mail. */
export interface PermissionMark {
  readonly name: string;
  readonly enabled: boolean;
}

/** A message that is in the queue now. */
export interface MessageRow {
  readonly sequenceNumber: string;
  readonly state: 'waiting' | 'scheduled' | 'dead';
  /** The event, such as `Update`. */
  readonly event: string;
  readonly table: string | null;
  readonly recordId: string | null;
  readonly deliveryCount: number;
  /** When it is due; only of one that is scheduled. */
  readonly dueAt: number | null;
  /** The reason; only of a dead letter. */
  readonly reason: string | null;
}

/** The way a worker dealt with one message. */
export interface DecisionRow {
  readonly number: number;
  readonly at: number;
  readonly worker: string;
  readonly table: string | null;
  readonly recordId: string | null;
  readonly event: string | null;
  readonly action: string | null;
  readonly rule: string | null;
  readonly causes: readonly string[];
  /** The precondition that was not met, or could not be asked. */
  readonly precondition: string | null;
  readonly outcome: string | null;
  readonly spotlerStatus: number | null;
  readonly settlement: string | null;
  readonly reason: string | null;
  /** Milliseconds from Service Bus to the worker's hands. */
  readonly queueDelayMs: number | null;
  readonly durationMs: number | null;
}

/** A worker process. */
export interface WorkerRow {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'stopping' | 'ended';
  /** Why it takes no messages; empty when it is ready. */
  readonly reasons: readonly string[];
  /** The systems whose circuit is open. */
  readonly open: readonly string[];
}

/** A line of a worker's log that somebody may want to see. */
export interface NoticeRow {
  readonly number: number;
  readonly at: number;
  readonly worker: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** The limit on erasures. */
export interface BrakeView {
  readonly limit: number;
  readonly used: number;
  /** Erasures beyond the limit that a person allowed and that were not used yet. */
  readonly released: number;
  readonly held: number;
}

/** A command of the operator's command line that was run from the page. */
export interface OperatorRun {
  readonly number: number;
  /** The command as one would type it. */
  readonly line: string;
  /** Null while it runs. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** One thing that happened to a record. */
export interface StoryEntry {
  readonly number: number;
  readonly at: number;
  readonly lane: 'dataverse' | 'worker' | 'spotler';
  readonly title: string;
  readonly detail: string;
}

/** An entry of the ledger. */
export interface EvidenceRow {
  readonly at: string;
  readonly kind: string;
  readonly result: string | null;
  readonly rule: string | null;
  readonly readBack: string | null;
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** Everything about one record. */
export interface Story {
  readonly table: string;
  readonly id: string;
  readonly record: RecordRow | null;
  readonly contact: ContactRow | null;
  readonly entries: readonly StoryEntry[];
  readonly evidence: readonly EvidenceRow[];
  /** Records of the same table that it can be merged into. */
  readonly mergeTargets: readonly { readonly id: string; readonly name: string }[];
}

/** Faults that a system can have. */
export type FaultName = 'none' | 'down' | 'slow' | 'busy' | 'refusing' | 'late' | 'nonsense';

/** Everything that the page shows. Each part is sent as a whole when it has changed. */
export interface View {
  readonly stage: {
    readonly phase: 'starting' | 'playing' | 'ready';
    /** The tour's progress, or what is being waited for. */
    readonly text: string;
    /** The record that the tour is about just now. */
    readonly record: { readonly table: string; readonly id: string } | null;
  };
  readonly dataverse: {
    readonly total: number;
    readonly active: number;
    readonly rows: readonly RecordRow[];
    readonly fault: FaultName;
  };
  readonly spotler: {
    readonly present: number;
    readonly gone: number;
    readonly rows: readonly ContactRow[];
    readonly fault: FaultName;
  };
  readonly queue: {
    readonly waiting: number;
    readonly scheduled: number;
    readonly dead: number;
    readonly rows: readonly MessageRow[];
  };
  readonly decisions: { readonly total: number; readonly rows: readonly DecisionRow[] };
  readonly workers: { readonly rows: readonly WorkerRow[]; readonly notices: readonly NoticeRow[] };
  readonly brake: BrakeView;
  readonly operator: { readonly runs: readonly OperatorRun[] };
  /** The record that this reader has chosen. */
  readonly story: Story | null;
}

/** A part of the view. */
export type Part = keyof View;

/** The names of all parts. */
export const PARTS: readonly Part[] = [
  'stage',
  'dataverse',
  'spotler',
  'queue',
  'decisions',
  'workers',
  'brake',
  'operator',
  'story',
];
