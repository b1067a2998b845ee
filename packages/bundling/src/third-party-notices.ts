import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const README_FILE = /^readme/i;
/** The heading of a README about the licence, and all after it. */
const LICENCE_SECTION = /^(?:#+\s*licen[cs]e|licen[cs]e\s*\n-{3,}).*/ims;
const RULE = '-'.repeat(80);

/** Lists name, version and licence of every package in a bundle, with the texts that its licence asks for. */
export async function thirdPartyNotices(packages: readonly BundledPackage[]): Promise<string> {
  const notices = await Promise.all(packages.map(noticeOf));
  return notices.join(`\n${RULE}\n\n`);
}

async function noticeOf({ folder, name, version, licence }: BundledPackage): Promise<string> {
  const licences = await textsOf(folder, LICENCE_FILE);
  const readmes = licences.length > 0 ? [] : await textsOf(folder, README_FILE);
  const sections = readmes.flatMap((text) => LICENCE_SECTION.exec(text)?.[0] ?? []);
  const texts = [...licences, ...sections].map((text) => text.trim());
  return [`${name} ${version} (${licence})`, ...texts].join('\n\n').concat('\n');
}

async function textsOf(folder: string, wanted: RegExp): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => wanted.test(name)).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
