import { XMLParser } from 'fast-xml-parser';
import * as t from 'io-ts';

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

/** Texts stay as they are: no entity is expanded, and no number made of digits. */
const XML_OPTIONS = { processEntities: false, parseTagValue: false, ignoreDeclaration: true } as const;
/** Longer bodies are error pages of something in between. */
const MAX_BODY_LENGTH = 65_536;
/**
 * The root of Spotler's XML: its API description of 2022 calls the model ErrorResponse, which Java writes as
 * errorResponse. Whatever else has the same members is not known to be Spotler's.
 */
const XML_ROOT = /^errorResponse$/i;
const ERROR_TYPE = /^[A-Z][A-Z0-9_]{1,59}$/;

/**
 * Reads JSON or XML, whichever the text looks like; content types are not reliable on error pages.
 * Undefined for pages, plain text, nothing, and anything that is not in Spotler's own form.
 */
export function readErrorBody(text: string): ErrorBody | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_BODY_LENGTH) return undefined;
  return fromFields(trimmed.startsWith('<') ? parseXml(trimmed) : parseJson(trimmed));
}

/** Tells whether a text has the form of Spotler's error types. Nothing else may leave the package as one. */
export function isErrorType(text: unknown): text is string {
  return typeof text === 'string' && ERROR_TYPE.test(text);
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

/** The members of the one root; undefined when it is another one, or there are more. */
function parseXml(text: string): unknown {
  try {
    // True: it has to be well-formed, to its end.
    const tree: Readonly<Record<string, unknown>> = new XMLParser(XML_OPTIONS).parse(text, true);
    const [fields, ...others] = Object.entries(tree).map(([name, value]) =>
      XML_ROOT.test(name) ? value : undefined,
    );
    return others.length === 0 ? fields : undefined;
  } catch {
    // The parser gives up on what is no XML; its message quotes the text.
    return undefined;
  }
}

function fromFields(fields: unknown): ErrorBody | undefined {
  if (!t.UnknownRecord.is(fields)) return undefined;
  const { errorType, message } = fields;
  return {
    errorType: isErrorType(errorType) ? errorType : undefined,
    message: typeof message === 'string' ? message : undefined,
  };
}
