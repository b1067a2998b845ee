/** Bounds the records that messages in hand name, whatever they name. */
export interface RecordAdmission {
  /** Resolves once a message that names so many records may be worked on; call what it gives at the end. */
  admit(records: number): Promise<() => void>;
}

/** A message that names no more than this is let in at once: messages in hand are bounded themselves. */
export const MAX_RECORDS_AT_ONCE = 4;
/** The records of all messages together that name more. One that names more than this comes in alone. */
const MAX_RECORDS = 5_000;

interface WaitingMessage {
  readonly records: number;
  readonly enter: () => void;
}

/** Builds an admission with nobody in. Whoever came first goes in first. */
export function createRecordAdmission(maxRecords = MAX_RECORDS): RecordAdmission {
  const waiting: WaitingMessage[] = [];
  let admitted = 0;

  function admitNext(): void {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      if (admitted > 0 && admitted + next.records > maxRecords) return;
      waiting.shift();
      admitted += next.records;
      next.enter();
    }
  }

  return {
    async admit(records) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ records, enter: resolve });
      admitNext();
      await promise;
      return () => {
        admitted -= records;
        admitNext();
      };
    },
  };
}
