import { XMLParser } from 'fast-xml-parser';
import { Refusal } from '../semantics/refusal.ts';

/** An element ready to be written: its text, its children, or nothing. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly content: string | number | boolean | undefined | readonly (XmlElement | undefined)[];
}

/** Makes an element. */
export function element(
  name: string,
  content: XmlElement['content'],
  attributes?: XmlElement['attributes'],
): XmlElement {
  return { name, content, attributes };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Writes an element. Children that are undefined are left out. */
export function writeXml({ name, attributes = {}, content }: XmlElement): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${written.join('')}`;
  if (content === undefined) return `${open}/>`;
  const inner = Array.isArray(content)
    ? content.map((child) => (child === undefined ? '' : writeXml(child))).join('')
    : escaped(String(content));
  return `${open}>${inner}</${name}>`;
}

/**
 * An element that was read: text, or children by their names without prefixes, attributes with `@` before
 * theirs.
 */
export type XmlValue = string | XmlNode | readonly XmlValue[] | undefined;
export interface XmlNode {
  readonly [name: string]: XmlValue;
}

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
});

/** Reads a document; refuses what is none. */
export function readXml(text: string): XmlNode {
  try {
    const parsed: XmlValue = PARSER.parse(text, true);
    return nodeOf(parsed) ?? {};
  } catch {
    throw new Refusal('com.microsoft:argument-error', 'The request body is no valid XML.');
  }
}

/** The children of an element; undefined for text. */
export function nodeOf(value: XmlValue): XmlNode | undefined {
  return isNode(value) ? value : undefined;
}

function isNode(value: XmlValue): value is XmlNode {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The text of an element; undefined when it has none. */
export function textOf(value: XmlValue): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return value === undefined || !isNode(value) ? undefined : textOf(value['#text']);
}

/** Elements that may be there any number of times. */
export function listOf(value: XmlValue): readonly XmlValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}
