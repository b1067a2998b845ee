import type { UsedCode } from '../desired/desired.ts';
import type { PresentOption } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';

const ENGLISH = 1033;

/**
 * Whether the codes that a registration relies on mean here what they should. One that means something else
 * would send messages elsewhere or in another form, so nothing may be done then. A label in another language
 * can't be compared; the value has to exist at least.
 */
export function checkCodes(
  codes: readonly UsedCode[],
  options: ReadonlyMap<string, readonly PresentOption[]>,
): PlanItem[] {
  return codes.flatMap((code) => {
    const offered = options.get(`${code.table}.${code.column}`);
    if (offered === undefined && code.certain) return [];
    const option = offered?.find(({ value }) => value === code.value);
    if (option === undefined) return [stuck(code, 'is not offered by this environment')];
    const label = option.labels.get(ENGLISH);
    if (label === undefined) {
      const says = `${code.value} should mean ${code.label}; its label can't be compared in this language`;
      return code.certain ? [] : [finding('code', nameOf(code), 'foreign', [says])];
    }
    return sameMeaning(label, code.label) ? [] : [stuck(code, `means ${label} here`)];
  });
}

function stuck(code: UsedCode, what: string): PlanItem {
  return finding('code', nameOf(code), 'stuck', [
    `the value ${code.value}, which should mean ${code.label}, ${what}; nothing is registered until that is cleared up`,
  ]);
}

function nameOf({ table, column }: UsedCode): string {
  return `${table}.${column}`;
}

/** Lists say `Address` where the documentation says `Namespace Address`. */
function sameMeaning(here: string, documented: string): boolean {
  const [a, b] = [plain(here), plain(documented)];
  return a !== '' && (a.includes(b) || b.includes(a));
}

function plain(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]/g, '');
}
