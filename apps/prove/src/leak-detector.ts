/** The domain of the invented people's addresses. No output may contain it. */
export const CANARY_DOMAIN = 'canary-7f3a.example';

const PERSONAL = /canary|invented|person[- ]\d/i;

/** Searches output for names and addresses of the invented people. */
export interface LeakDetector {
  /** Searches a line, or any other text that an operator could read. */
  inspect(text: string): void;
  /** The number of texts that contain a name or an address. */
  readonly count: number;
}

/** Builds a detector that has inspected nothing yet. */
export function createLeakDetector(): LeakDetector {
  let count = 0;
  return {
    inspect(text) {
      if (PERSONAL.test(text)) count += 1;
    },
    get count() {
      return count;
    },
  };
}
