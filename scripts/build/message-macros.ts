/** Lets Vite and Vitest read the message macros of Lingui (`t`, `msg`, <Trans>, <Plural>), which only Babel can. */
import { transformAsync } from '@babel/core';
import linguiMacros from '@lingui/babel-plugin-lingui-macro';
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
        plugins: [[linguiMacros, { stripMessageField: false }]],
      });
      return result?.code ? { code: result.code, map: result.map as Rollup.SourceMapInput } : null;
    },
  };
}
