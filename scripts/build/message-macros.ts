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

/** Compiles what the macros leave as text, `{ id, message: 'Hello, {name}' }` and `<Trans id message>`, so that browsers need no parser for it. */
function compiledMessages(): PluginObj {
  return {
    name: 'compiled-messages',
    visitor: {
      // The macros are done when the program is left.
      Program: { exit: (program) => program.traverse({ ObjectProperty: compileProperty, JSXAttribute: compileAttribute }) },
    },
  };
}

const compiled = (message: string) => syntax.valueToNode(compileMessage(message));

function compileProperty({ node, parent }: NodePath<syntax.ObjectProperty>): void {
  const isNamed = (property: syntax.Node, name: string) => syntax.isObjectProperty(property) && (syntax.isIdentifier(property.key, { name }) || syntax.isStringLiteral(property.key, { value: name }));
  if (!isNamed(node, 'message') || !syntax.isStringLiteral(node.value) || !syntax.isObjectExpression(parent) || !parent.properties.some((each) => isNamed(each, 'id'))) return;
  node.value = compiled(node.value.value);
}

function compileAttribute({ node, parent }: NodePath<syntax.JSXAttribute>): void {
  const isNamed = (attribute: syntax.Node, name: string) => syntax.isJSXAttribute(attribute) && syntax.isJSXIdentifier(attribute.name, { name });
  if (!isNamed(node, 'message') || !syntax.isJSXOpeningElement(parent) || !parent.attributes.some((each) => isNamed(each, 'id'))) return;
  const text = syntax.isJSXExpressionContainer(node.value) ? node.value.expression : node.value;
  if (syntax.isStringLiteral(text)) node.value = syntax.jsxExpressionContainer(compiled(text.value));
}
