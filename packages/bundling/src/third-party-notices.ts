import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const IN_PACKAGE = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const README_FILE = /^readme/i;
/** The heading of a README about the licence, and all after it. */
const LICENCE_SECTION = /^(?:#+\s*licen[cs]e|licen[cs]e\s*\n-{3,}).*/ims;
const RULE = '-'.repeat(80);

/**
 * Lists name, version and licence of every foreign package that a bundle has modules of, as its licence asks
 * for.
 */
export async function thirdPartyNotices(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((module) => IN_PACKAGE.exec(module)?.[1] ?? []));
  const notices = await Promise.all([...folders].map(noticeOf));
  return [...new Set(notices)].toSorted().join(`\n${RULE}\n\n`);
}

async function noticeOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const title = `${textOf(manifest, 'name')} ${textOf(manifest, 'version')} (${textOf(manifest, 'license')})`;
  const licences = await textsOf(folder, LICENCE_FILE);
  const readmes = licences.length > 0 ? [] : await textsOf(folder, README_FILE);
  const sections = readmes.flatMap((text) => LICENCE_SECTION.exec(text)?.[0] ?? []);
  return [title, ...[...licences, ...sections].map((text) => text.trim())].join('\n\n').concat('\n');
}

async function textsOf(folder: string, wanted: RegExp): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => wanted.test(name)).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

function textOf(manifest: unknown, member: string): string {
  const found: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, member) : '';
  return typeof found === 'string' ? found : 'unknown';
}
