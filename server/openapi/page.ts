/** The API's description for people: one page without scripts, made of the OpenAPI document. */
import type { OpenApiDocument } from './document.js';

interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown; description?: string }[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) => METHODS.flatMap((method) => ((item as Record<string, Operation>)[method] ? [{ path, method, operation: (item as Record<string, Operation>)[method]! }] : [])));
  const tagOf = ({ operation }: { operation: Operation }) => operation.tags?.[0] ?? 'api';
  const groups = [...new Set(operations.map(tagOf))].map((tag) => [tag, operations.filter((each) => tagOf(each) === tag)] as const);
  const contents = groups.map(([tag, all]) => `<li><a href="#${escape(tag)}">${escape(tag)}</a> (${all.length})</li>`).join('');
  const sections = groups.map(([tag, all]) => `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${all.map((each) => card(each.path, each.method, each.operation)).join('')}</section>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Arbiter API</title><style>${STYLE}</style></head><body><main><h1>Arbiter API</h1><p>${escape(document.info.description ?? '')}</p><p>For programs: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p><nav aria-label="Contents"><ul>${contents}</ul></nav>${sections}</main></body></html>`;
}

function card(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map((each) => `<tr><td><code>${escape(each.name)}</code></td><td>${escape(each.in)}</td><td>${each.required ? 'yes' : 'no'}</td><td><code>${escape(brief(each.schema))}</code></td></tr>`).join('');
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => `<h4>Body, ${escape(type)}</h4><pre tabindex="0">${escape(brief(schema, 0))}</pre>`).join('');
  const responses = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = Number(status) < 400 ? Object.entries(content ?? {})[0] : undefined;
    return `<li><strong>${escape(status)}</strong> ${escape(description)}${schema ? `<pre tabindex="0">${escape(brief(schema[1].schema, 0))}</pre>` : ''}</li>`;
  }).join('');
  return `<article id="${escape(operation.operationId ?? '')}"><h3><span>${method.toUpperCase()}</span> <code>${escape(path)}</code></h3><p>${escape(operation.summary ?? '')}. ${escape(operation.description ?? '')}</p>${parameters ? `<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Needed</th><th>Type</th></tr></thead><tbody>${parameters}</tbody></table>` : ''}${bodies}<h4>Answers</h4><ul>${responses}</ul></article>`;
}

interface Schema {
  type?: string | string[];
  $ref?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** A schema as one would write a type. */
function brief(value: unknown, depth = 0): string {
  const schema = (value ?? {}) as Schema;
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.map((each) => brief(each, depth)).join(' | ');
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.properties) {
    const indent = '  '.repeat(depth + 1);
    const fields = Object.entries(schema.properties).map(([name, inner]) => `${indent}${name}${schema.required?.includes(name) ? '' : '?'}: ${brief(inner, depth + 1)}`);
    return `{\n${fields.join('\n')}\n${'  '.repeat(depth)}}`;
  }
  if (schema.items) return `${brief(schema.items, depth)}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return schema.format ? `${type} (${schema.format})` : type;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character);
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --accent: light-dark(#0b57d0, #8ab4f8); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
a { color: var(--accent); }
article { border-top: 1px solid var(--line); padding: .5rem 0 1rem; }
h3 span { display: inline-block; min-width: 4rem; color: var(--accent); font-size: .85rem; }
h4 { margin: .75rem 0 .25rem; }
pre { overflow: auto; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; font-size: .85rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
code { overflow-wrap: anywhere; }`;
