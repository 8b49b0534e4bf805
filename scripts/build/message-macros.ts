/** Lets Vite and Vitest read the message macros of Lingui (`t`, `msg`, <Trans>, <Plural>), which only Babel can. */
import { transformAsync, types as syntax, type NodePath, type PluginObj } from '@babel/core';
import linguiMacros from '@lingui/babel-plugin-lingui-macro';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin, Rollup } from 'vite';

export function messageMacros(): Plugin {
  return {
    name: 'message-macros',
    enforce: 'pre',
    async transform(code, id) {
      const [path = ''] = id.split('?');
      if (!/\.tsx?$/.test(path) || !code.includes('@lingui/')) return null;
      const result = await transformAsync(code, {
        filename: path,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        // English stands in the code itself, so that each page brings its own words and no catalogue is waited for.
        plugins: [[linguiMacros, { stripMessageField: false }], compiledMessages],
      });
      return result?.code ? { code: result.code, map: result.map as Rollup.SourceMapInput } : null;
    },
  };
}

/** Compiles what the macros leave as text, `{ id, message: 'Hello, {name}', values }`, so that browsers need no parser for it. */
function compiledMessages(): PluginObj {
  return {
    name: 'compiled-messages',
    visitor: {
      // The macros are done when the program is left.
      Program: { exit: (program) => program.traverse({ ObjectExpression: compileDescriptor }) },
    },
  };
}

function compileDescriptor({ node, parent }: NodePath<syntax.ObjectExpression>): void {
  const property = (name: string) => node.properties.find((each): each is syntax.ObjectProperty => syntax.isObjectProperty(each) && syntax.isIdentifier(each.key, { name }));
  const [message, values] = [property('message'), property('values')?.value];
  if (!message || !syntax.isStringLiteral(message.value) || !property('id')) return;
  // Through JSON, because it also says what is undefined.
  const compiled = JSON.parse(JSON.stringify(compileMessage(message.value.value))) as unknown;
  message.value = syntax.valueToNode(compiled);
  if (syntax.isJSXSpreadAttribute(parent) && syntax.isObjectExpression(values)) keepAsText(values, plainNames(compiled));
}

/** In what <Trans> shows, <b> is a place for an element, also where it comes from a value, as the name of a problem or file. In a fragment a value stays what it is. */
function keepAsText(values: syntax.ObjectExpression, names: ReadonlySet<string>): void {
  for (const property of values.properties) {
    if (!syntax.isObjectProperty(property) || !syntax.isExpression(property.value)) continue;
    const { key } = property;
    const name = syntax.isIdentifier(key) ? key.name : syntax.isStringLiteral(key) || syntax.isNumericLiteral(key) ? String(key.value) : '';
    if (names.has(name)) property.value = syntax.jsxFragment(syntax.jsxOpeningFragment(), syntax.jsxClosingFragment(), [syntax.jsxExpressionContainer(property.value)]);
  }
}

/** Names of values that are put in as they are, `[name]` in a compiled message, and choose no form: `[name, 'plural', forms]`. */
function plainNames(message: unknown): Set<string> {
  const [plain, choosing] = [new Set<string>(), new Set<string>()];
  const read = (tokens: unknown): void => {
    for (const token of Array.isArray(tokens) ? (tokens as unknown[]) : []) {
      if (!Array.isArray(token)) continue;
      const [name, kind, forms] = token as unknown[];
      (kind === undefined ? plain : choosing).add(String(name));
      if (typeof forms === 'object' && forms !== null) Object.values(forms).forEach(read);
    }
  };
  read(message);
  return new Set([...plain].filter((name) => !choosing.has(name)));
}
