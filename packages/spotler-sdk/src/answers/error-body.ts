import { XMLParser } from 'fast-xml-parser';

/** Content of an error answer, as far as it can be read. */
export interface ErrorBody {
  /** Spotler's error type; undefined when the body has none. */
  readonly errorType: string | undefined;
  /**
   * Spotler's message; undefined when the body has none. May quote personal data: it is searched for property
   * names and never leaves the package.
   */
  readonly message: string | undefined;
}

/** Longer bodies are error pages of something in between. */
const MAX_BODY_LENGTH = 65_536;
const HTML_ELEMENT =
  /^(?:html|head|body|title|main|section|article|div|center|table|ul|dl|p|span|pre|code|font|h[1-6])$/i;
const ERROR_TYPE = /^[A-Z][A-Z0-9_]{1,59}$/;

/**
 * Reads JSON or XML, whichever the text looks like; content types are not reliable on error pages.
 * Undefined for HTML, plain text, nothing, and anything that is neither.
 */
export function readErrorBody(text: string): ErrorBody | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_BODY_LENGTH) return undefined;
  if (trimmed.startsWith('{')) return fromFields(parseJson(trimmed));
  if (!trimmed.startsWith('<') || /^<(?:!doctype html|html)/i.test(trimmed)) return undefined;
  return fromXml(trimmed);
}

/** Parses JSON; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A SyntaxError: the only one that parsing a text can give. Its message quotes the text.
    return undefined;
  }
}

function fromXml(text: string): ErrorBody | undefined {
  try {
    const tree: unknown = new XMLParser({ processEntities: false, parseTagValue: false }).parse(text);
    if (typeof tree !== 'object' || tree === null) return undefined;
    const roots = Object.entries(tree).filter(([name]) => !name.startsWith('?'));
    const [name, root] = roots[0] ?? [];
    // A page, or a piece of one, that begins as XML does is a page all the same.
    return roots.length !== 1 || HTML_ELEMENT.test(name ?? '') ? undefined : fromFields(root);
  } catch {
    // The parser gives up on what is no XML; its message quotes the text.
    return undefined;
  }
}

function fromFields(fields: unknown): ErrorBody | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const errorType = 'errorType' in fields ? fields.errorType : undefined;
  const message = 'message' in fields && typeof fields.message === 'string' ? fields.message : undefined;
  if (typeof errorType !== 'string' || !ERROR_TYPE.test(errorType)) return { errorType: undefined, message };
  return { errorType, message };
}
