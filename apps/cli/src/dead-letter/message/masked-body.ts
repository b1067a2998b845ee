/** Members of Dataverse's RemoteExecutionContext that say what happened, and the form of their texts. */
const WORD = /^[A-Za-z_][\w.]{0,127}$/;
const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const TYPE = /^[A-Za-z]\w{0,63}:http:\/\/schemas\.microsoft\.com\/[\w./]{1,80}$/;

const SHOWN: Readonly<Record<string, RegExp>> = {
  messagename: WORD,
  primaryentityname: WORD,
  secondaryentityname: WORD,
  logicalname: WORD,
  key: WORD,
  __type: TYPE,
  primaryentityid: GUID,
  id: GUID,
  correlationid: GUID,
  operationid: GUID,
  organizationid: GUID,
  requestid: GUID,
};

const SHOWN_NUMBERS: ReadonlySet<string> = new Set(['depth', 'mode', 'stage', 'isolationmode']);

/**
 * A JSON body with every value masked, but for those members that say what happened and to which record,
 * where they have the form that such a value has. Names of members are kept where they are words.
 */
export function maskedBody(value: unknown): unknown {
  return masked(value, '', MAX_DEPTH);
}

/** The same without what is masked: what a reconcile goes by, and no more. Pure. */
export function essentialBody(value: unknown): unknown {
  return essential(maskedBody(value));
}

/** A masked value without its masked parts; undefined when nothing is left of it. */
function essential(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(essential).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .map(([name, inner]) => [name, essential(inner)] as const)
      .filter(([name, inner]) => inner !== undefined && name !== '‹name›');
    // A name without its value says nothing.
    const isBare = members.every(([name]) => name === 'key' || name === '__type');
    return isBare ? undefined : Object.fromEntries(members);
  }
  return typeof value === 'string' && value.startsWith('‹') ? undefined : (value ?? undefined);
}

/** Dataverse nests a dozen levels; somebody else may nest thousands. */
const MAX_DEPTH = 64;

function masked(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'object' && value !== null && depth === 0) return '‹too deep›';
  if (Array.isArray(value)) return value.map((item) => masked(item, '', depth - 1));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([member, inner]) => [
      WORD.test(member) ? member : '‹name›',
      masked(inner, member.toLowerCase(), depth - 1),
    ]);
    return Object.fromEntries(members);
  }
  if (value === null) return null;
  if (typeof value === 'string') return SHOWN[name]?.test(value) === true ? value : '‹text›';
  if (typeof value === 'number' && SHOWN_NUMBERS.has(name)) return value;
  return typeof value === 'number' ? '‹number›' : '‹true or false›';
}
