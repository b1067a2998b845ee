import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withMistake } from '../../with-mistake.ts';
import { ROOT } from '../../workspace.ts';

/** A folder outside the repository, for copies of `infra/azure`. */
export interface TemplateCopies {
  readonly folder: string;
  /** Makes a copy, which nothing but a test may change. */
  copy(name: string): void;
  /** Changes a text of a copy, which must have been there. */
  change(name: string, path: string, good: string, bad: string): void;
  remove(): void;
}

/** Makes an empty folder for copies of `infra/azure`. */
export function templateCopies(): TemplateCopies {
  const folder = mkdtempSync(join(tmpdir(), 'infra-'));
  return {
    folder,
    copy(name) {
      cpSync(join(ROOT, 'infra/azure'), join(folder, name), { recursive: true });
    },
    change(name, path, good, bad) {
      const file = join(folder, name, path);
      writeFileSync(file, withMistake(readFileSync(file, 'utf8'), good, bad));
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
