import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { REJECT_EXAMPLES } from './brake/reject/reject-examples.ts';
import { RELEASE_EXAMPLES } from './brake/release/release-examples.ts';
import { BRAKE_STATUS_EXAMPLES } from './brake/status/brake-status-examples.ts';
import { COMPLETION_EXAMPLES } from './completion/completion-examples.ts';
import { REGISTER_EXAMPLES } from './dataverse/register/register-examples.ts';
import { STATUS_EXAMPLES } from './dataverse/status/status-examples.ts';
import { UNREGISTER_EXAMPLES } from './dataverse/unregister/unregister-examples.ts';
import { EXPORT_EXAMPLES } from './dead-letter/export/export-examples.ts';
import { IMPORT_EXAMPLES } from './dead-letter/import/import-examples.ts';
import { LIST_EXAMPLES } from './dead-letter/list/list-examples.ts';
import { PURGE_EXAMPLES } from './dead-letter/purge/purge-examples.ts';
import { REPLAY_EXAMPLES } from './dead-letter/replay/replay-examples.ts';
import { SHOW_EXAMPLES } from './dead-letter/show/show-examples.ts';
import { WATCH_EXAMPLES } from './dead-letter/watch/watch-examples.ts';
import { DOCTOR_EXAMPLES } from './doctor/doctor-examples.ts';
import { CHECKPOINT_EXAMPLES } from './evidence/checkpoint/checkpoint-examples.ts';
import { SHOW_EVIDENCE_EXAMPLES } from './evidence/show/show-evidence-examples.ts';
import { VERIFY_EXAMPLES } from './evidence/verify/verify-examples.ts';
import { EXPLAIN_EXAMPLES } from './explain/explain-examples.ts';
import { REPORT_EXAMPLES } from './report/report-examples.ts';
import { SWEEP_EXAMPLES } from './sweep/sweep-examples.ts';
import { understood } from './testing/understood.ts';

const PAGE = readFileSync(new URL('../../../docs/command-line.md', import.meta.url), 'utf8');
const DATAVERSE = readFileSync(new URL('../../../docs/dataverse.md', import.meta.url), 'utf8');
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

const EXAMPLES = [
  ...EXPLAIN_EXAMPLES,
  ...LIST_EXAMPLES,
  ...SHOW_EXAMPLES,
  ...REPLAY_EXAMPLES,
  ...PURGE_EXAMPLES,
  ...EXPORT_EXAMPLES,
  ...IMPORT_EXAMPLES,
  ...WATCH_EXAMPLES,
  ...BRAKE_STATUS_EXAMPLES,
  ...RELEASE_EXAMPLES,
  ...REJECT_EXAMPLES,
  ...REGISTER_EXAMPLES,
  ...STATUS_EXAMPLES,
  ...UNREGISTER_EXAMPLES,
  ...SWEEP_EXAMPLES,
  ...SHOW_EVIDENCE_EXAMPLES,
  ...VERIFY_EXAMPLES,
  ...CHECKPOINT_EXAMPLES,
  ...REPORT_EXAMPLES,
  ...DOCTOR_EXAMPLES,
  ...COMPLETION_EXAMPLES,
].map(({ line }) => line);

/** The command lines in the code blocks of a page. */
function linesOf(page: string): string[] {
  return [...page.matchAll(/^spotler-connector (.+?)(?: +#.*)?$/gm)].map(([, line = '']) => line);
}

describe('a page about the command line', () => {
  it.each([...new Set([...linesOf(PAGE), ...linesOf(DATAVERSE)])])(
    'shows a line that is understood: %s',
    async (line) => {
      expect(await understood(line)).toBeDefined();
    },
  );

  it('would be caught showing one that is not', async () => {
    await expect(understood('dead-letter replay --al')).rejects.toThrow('unknown option');
  });

  it('shows every example of every command', () => {
    expect(linesOf(PAGE)).toEqual(expect.arrayContaining(EXAMPLES));
  });

  it('shows a snapshot that explains as it says', () => {
    const [, snapshot = ''] = /```json\n(\{[^`]*"presence"[^`]*\})\n```/.exec(PAGE) ?? [];
    const [, answer = ''] = /```text\n(The snapshot\n[^`]*)```/.exec(PAGE) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    writeFileSync(join(folder, 'snapshot.json'), snapshot);
    const { stdout } = spawnSync(process.execPath, [MAIN, 'explain', '--file', 'snapshot.json'], {
      cwd: folder,
      env: {},
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe(answer);
  });
});
