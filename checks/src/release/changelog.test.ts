import { describe, expect, it } from '@jest/globals';
import { POLICY_VERSION } from '@spotler-connector/anonymization-policy';
import { withMistake } from '../with-mistake.ts';
import { read, workspaces } from '../workspace.ts';

/** The versions of a changelog, newest first; what is not released yet is `Unreleased`. */
function sectionsOf(changelog: string): { title: string; text: string }[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ title: section.split('\n')[0] ?? '', text: section }));
}

/** Everything that a changelog leaves unsaid. */
function mistakesOf(changelog: string): string[] {
  const sections = sectionsOf(changelog);
  const silent = sections.filter(({ text }) => !/^### Erased or kept\n\n- /m.test(text));
  const [policy] = sections.flatMap(({ text }) => /policy version (\d+)/.exec(text)?.[1] ?? []);
  return [
    ...silent.map(({ title }) => `${title} does not say what is erased or kept`),
    ...(policy === POLICY_VERSION ? [] : [`Policy version ${POLICY_VERSION} is in no section`]),
  ];
}

const changelog = read('CHANGELOG.md');

describe('the changelog', () => {
  it('says of every version what is erased or kept, and names the policy version of the code', () => {
    expect(mistakesOf(changelog)).toEqual([]);
    expect(sectionsOf(changelog).length).toBeGreaterThan(0);
  });

  it.each([
    ['### Erased or kept', '### Other things', '0.1.0 does not say what is erased or kept'],
    [
      `policy version ${POLICY_VERSION}`,
      'policy version 0',
      `Policy version ${POLICY_VERSION} is in no section`,
    ],
  ])('would be caught with %j made %j', (good, bad, mistake) => {
    expect(mistakesOf(withMistake(changelog, good, bad))).toContain(mistake);
  });

  it('has the version of the product, which is that of its packages', () => {
    const { version }: { version: string } = JSON.parse(read('package.json'));
    const [newest] = sectionsOf(changelog).filter(({ title }) => title !== 'Unreleased');
    expect(newest?.title).toBe(version);
    const libraries = ['packages/spotler-sdk', 'packages/service-bus-emulator'];
    const others = workspaces().filter(({ folder }) => !libraries.includes(folder));
    const versions = others.map(({ folder }) => JSON.parse(read(`${folder}/package.json`)).version);
    expect([...new Set(versions)]).toEqual([version]);
  });

  it('is what the page about upgrading begins with', () => {
    expect(read('docs/upgrade.md')).toContain('[what changed](../CHANGELOG.md)');
  });
});
