/** PostgreSQL's text and jsonb cannot hold U+0000, nor jsonb a lone surrogate; programs print both. For plain data only. */
export function withoutNul<T extends object>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '\ufffd').toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
  return value;
}
