import type { Context, Errors } from 'io-ts';

/**
 * Mistakes that a decoder found, one sentence for each place: where, and what should be there; never what is
 * there.
 */
export function describeMistakes(errors: Errors): string[] {
  const expected = new Map<string, Set<string>>();
  for (const { context } of errors) {
    const place = placeOf(context);
    const names = expected.get(place) ?? new Set();
    expected.set(place, names.add(context.at(-1)?.type.name ?? 'something else'));
  }
  return [...expected].map(([place, names]) => `${place} should be ${[...names].join(' or ')}`);
}

/** Keys below a union or an intersection are the number of the alternative, which is no place in the file. */
function placeOf(context: Context): string {
  let place = '';
  context.forEach(({ key }, index) => {
    const parent = context[index - 1]?.type;
    const tag = parent !== undefined && '_tag' in parent ? parent._tag : undefined;
    if (key === '' || tag === 'UnionType' || tag === 'IntersectionType') return;
    if (tag === 'ArrayType') place += `[${key}]`;
    else place += place === '' ? key : `.${key}`;
  });
  return place === '' ? 'the file' : place;
}
