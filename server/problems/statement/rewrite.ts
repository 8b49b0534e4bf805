/** Changes to a cleaned statement: pictures and links point at our own files, samples stand where the author wants them. */
import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Sample } from '#contract/problem.js';
import type { PictureSize } from './picture-size.js';

/** The address of a file of the package by its path beside the statement; null: there is none. */
export type FileUrl = (path: string) => string | null;
/** How large a picture of the package is; null: it is not known. */
export type SizeOf = (path: string) => PictureSize | null;

const text = (value: string): ElementContent => ({ type: 'text', value });
const element = (tagName: string, children: ElementContent[], className?: string): Element => ({
  type: 'element',
  tagName,
  properties: className === undefined ? {} : { className: [className] },
  children,
});

/** Pictures that are not in the package are replaced by their description: no statement makes a browser call another host. */
export function rewriteFiles(tree: Root, fileUrl: FileUrl, sizeOf: SizeOf): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'a') rewriteLink(node, fileUrl);
    if (node.tagName !== 'img' || parent === undefined || index === undefined) return;
    const path = typeof node.properties.src === 'string' ? pathOf(node.properties.src) : null;
    const url = path === null ? null : fileUrl(path);
    if (path !== null && url !== null) {
      node.properties.src = url;
      node.properties.loading = 'lazy';
      keepPlace(node, sizeOf(path));
      return;
    }
    const description = typeof node.properties.alt === 'string' && node.properties.alt !== '' ? node.properties.alt : 'picture missing';
    parent.children[index] = element('em', [text(`[${description}]`)]);
  });
}

/** So that nothing moves when the picture comes. Where the author has said how wide it is, that holds, and only its shape is told. */
function keepPlace(picture: Element, size: PictureSize | null): void {
  if (size === null) return;
  const { width, height } = picture.properties;
  if (width === undefined && height === undefined) Object.assign(picture.properties, size);
  else picture.properties.style = `aspect-ratio: auto ${size.width} / ${size.height}`;
}

function rewriteLink(node: Element, fileUrl: FileUrl): void {
  const { href } = node.properties;
  if (typeof href !== 'string' || href.startsWith('#')) return;
  if (/^[a-z]+:/i.test(href) || href.startsWith('//')) {
    node.properties.rel = ['noopener', 'noreferrer', 'nofollow'];
    node.properties.target = '_blank';
    return;
  }
  const url = fileUrl(pathOf(href));
  if (url === null) delete node.properties.href;
  else node.properties.href = url;
}

function pathOf(address: string): string {
  try {
    return decodeURIComponent(address).replace(/^(\.\/)+/, '');
  } catch {
    return address;
  }
}

/** Puts samples in place of paragraphs `{{nextsample}}` and `{{remainingsamples}}`; returns how many were placed. */
export function placeSamples(tree: Root, samples: readonly Sample[]): number {
  let placed = 0;
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p' || parent === undefined || index === undefined) return undefined;
    const [only] = node.children;
    const word = node.children.length === 1 && only?.type === 'text' ? /^\s*\{\{\s*(nextsample|remainingsamples)\s*\}\}\s*$/.exec(only.value)?.[1] : undefined;
    if (word === undefined) return undefined;
    const until = word === 'nextsample' ? Math.min(placed + 1, samples.length) : samples.length;
    const tables = samples.slice(placed, until).map((sample, offset) => sampleTable(sample, placed + offset + 1));
    placed = until;
    parent.children.splice(index, 1, ...tables);
    return [SKIP, index + tables.length];
  });
  return placed;
}

function sampleTable(sample: Sample, number: number): Element {
  const cell = (content: string) => element('td', [element('pre', [text(content)])]);
  const head = element('tr', [element('th', [text(`Sample Input ${number}`)]), element('th', [text(`Sample Output ${number}`)])]);
  return element('table', [element('tbody', [head, element('tr', [cell(sample.input), cell(sample.answer)])])], 'sample');
}
