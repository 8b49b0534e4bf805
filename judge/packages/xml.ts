/** XML of a package, with the line of everything in it. Nothing outside the file is ever read for it: saxes knows no external entities. */
import { SaxesParser } from 'saxes';
import type { Findings } from './findings.js';

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** What stands directly in it, without blanks around. */
  text: string;
  line: number;
}

export const MAX_XML_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 64;

/** The root element; null, with a fault, where it is no XML. */
export function parseXml(path: string, text: string, findings: Findings): XmlElement | null {
  const parser = new SaxesParser({ position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let failed = false;
  const fail = (message: string) => {
    if (!failed) findings.fault(path, `Not valid XML: ${message.replace(/^\d+:\d+: /, '').replace(/\.?$/, '.')} Correct this line.`, parser.line);
    failed = true;
  };
  parser.on('error', (error) => fail(error.message));
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: Object.fromEntries(Object.entries(attributes)), children: [], text: '', line: parser.line };
    if (open.length >= MAX_DEPTH) fail(`more than ${MAX_DEPTH} levels`);
    else open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  parser.write(text).close();
  return failed ? null : root;
}

/** The first element on a path of names below another; undefined where there is none. */
export function find(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), element);
}

/** All elements on such a path. */
export function findAll(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return names.reduce<XmlElement[]>((at, name) => at.flatMap(({ children }) => children.filter((child) => child.name === name)), element ? [element] : []);
}
