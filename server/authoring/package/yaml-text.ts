/** Plain data as YAML, always written the same way: a package of the same parts has the same bytes. */
export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml | undefined };

/** A map at the top, a key on each line. Keys without a value are left out; an empty map is `{}`. */
export function yamlText(value: { readonly [key: string]: Yaml | undefined }): string {
  const lines = mapLines(value, '');
  return lines.length === 0 ? '{}\n' : `${lines.join('\n')}\n`;
}

function mapLines(value: { readonly [key: string]: Yaml | undefined }, indent: string): string[] {
  return Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : keyLines(`${indent}${scalar(key)}:`, inner, indent)));
}

function keyLines(head: string, value: Yaml, indent: string): string[] {
  if (typeof value !== 'object') return [`${head} ${scalar(value)}`];
  if (isList(value)) {
    if (value.every((item) => typeof item !== 'object')) return [`${head} [${value.map(scalar).join(', ')}]`];
    return [head, ...value.flatMap((item) => itemLines(item, `${indent}  `))];
  }
  const lines = mapLines(value, `${indent}  `);
  return lines.length === 0 ? [`${head} {}`] : [head, ...lines];
}

function itemLines(item: Yaml, indent: string): string[] {
  if (typeof item !== 'object') return [`${indent}- ${scalar(item)}`];
  if (isList(item)) return [`${indent}- [${item.map((each) => scalar(each as string)).join(', ')}]`];
  const [first, ...rest] = mapLines(item, `${indent}  `);
  return first === undefined ? [`${indent}- {}`] : [`${indent}- ${first.trimStart()}`, ...rest];
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);

/** What some reader takes for something other than a text. */
const MEANS_SOMETHING = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

function scalar(value: string | number | boolean | object): string {
  if (typeof value !== 'string') return String(value as number | boolean);
  if (/^[A-Za-z_](?:[\w ./+-]*[\w./+-])?$/.test(value) && !MEANS_SOMETHING.test(value)) return value;
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
