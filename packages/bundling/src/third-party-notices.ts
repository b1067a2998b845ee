import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const IN_PACKAGE = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = '-'.repeat(80);

/** Name, version and licence of every foreign package that a bundle has modules of, as its licence asks for. */
export async function thirdPartyNotices(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((module) => IN_PACKAGE.exec(module)?.[1] ?? []));
  const notices = await Promise.all([...folders].map(noticeOf));
  return [...new Set(notices)].toSorted().join(`\n${RULE}\n\n`);
}

async function noticeOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const title = `${textOf(manifest, 'name')} ${textOf(manifest, 'version')} (${textOf(manifest, 'license')})`;
  return [title, ...texts.map((text) => text.trim())].join('\n\n').concat('\n');
}

function textOf(manifest: unknown, member: string): string {
  const found: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, member) : '';
  return typeof found === 'string' ? found : 'unknown';
}
