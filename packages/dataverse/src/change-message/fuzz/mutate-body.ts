type Random = () => number;
type Mutation = (body: Buffer, random: Random) => Buffer;

/** Text that means something to a parser, to .NET, to JavaScript or to Dataverse. */
const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\\u0000',
  '\\ud800',
  'null',
  'true',
  '1e999',
  '-0',
  '9007199254740993',
  '"__proto__"',
  '"constructor"',
  '"Target"',
  '"Targets"',
  '"EntityMoniker"',
  '"SubordinateId"',
  '"key":',
  '"value":',
  '"MessageName":',
  '"PrimaryEntityId":',
  '"PrimaryEntityName":"lead"',
  '"{6D81597F-0F9F-E711-8122-000D3AA2331C}"',
  '"00000000-0000-0000-0000-000000000000"',
  '"/Date(1-0700)/"',
  '\u0000',
  '\ufeff',
  '\u00e9',
  '<',
  '@\u0006',
  '[['.repeat(200),
  '{"a":'.repeat(200),
];

/** Tokens after which JSON is still JSON. */
const VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '9007199254740993',
  '"Merge"',
  '"account"',
  '"none"',
  '"{6D81597F-0F9F-E711-8122-000D3AA2331C}"',
  '"00000000-0000-0000-0000-000000000000"',
  '"SubordinateId"',
  '"Targets"',
  '"__proto__"',
  '[{"key":"Target","value":null}]',
  '{"Entities":[null,1,{"LogicalName":"lead","Id":"01b5eeb5-455e-ee11-be6f-000d3a1aaa29"}]}',
];

function at(body: Buffer, random: Random) {
  return Math.floor(random() * (body.length + 1));
}
function around(body: Buffer, from: number, to: number, between: Buffer) {
  return Buffer.concat([body.subarray(0, from), between, body.subarray(to)]);
}
function stretch(body: Buffer, random: Random): [number, number] {
  const from = at(body, random);
  return [from, Math.min(body.length, from + Math.floor(random() ** 3 * body.length))];
}

const MUTATIONS: readonly Mutation[] = [
  (body, random) => {
    const changed = Buffer.from(body);
    if (changed.length > 0) changed[at(body, random) % changed.length] = Math.floor(random() * 256);
    return changed;
  },
  (body, random) => around(body, ...stretch(body, random), Buffer.alloc(0)),
  (body, random) => {
    const [from, to] = stretch(body, random);
    const place = at(body, random);
    return around(body, place, place, body.subarray(from, to)).subarray(0, 64 * 1024);
  },
  (body, random) => {
    const place = at(body, random);
    return around(body, place, place, Buffer.from(TOKENS[Math.floor(random() * TOKENS.length)] ?? ''));
  },
  (body, random) => body.subarray(0, at(body, random)),
];

/** Replaces one JSON value, so that the body stays JSON and the decoder's own code is reached. */
function replaceValue(body: Buffer, random: Random): Buffer {
  const text = body.toString('latin1');
  const values = [...text.matchAll(/:("(?:[^"\\]|\\.)*"|[\w.+-]+)/g)];
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) return body;
  const token = VALUES[Math.floor(random() * VALUES.length)] ?? 'null';
  return Buffer.from(
    `${text.slice(0, value.index)}:${token}${text.slice(value.index + value[0].length)}`,
    'latin1',
  );
}

/** Test support: a body with one to four things wrong with it; every other one is still JSON. */
export function mutateBody(body: Buffer, random: Random): Buffer {
  const mutations = random() < 0.5 ? [replaceValue] : MUTATIONS;
  let mutated = body;
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const mutation = mutations[Math.floor(random() * mutations.length)];
    if (mutation !== undefined) mutated = mutation(mutated, random);
  }
  return mutated;
}
