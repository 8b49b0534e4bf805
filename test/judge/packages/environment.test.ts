/** arbiter.yaml: what a problem may ask for, and what of it is refused before anybody is asked. */
import { expect, it } from 'vitest';
import { MODERN, readFolder } from './package-trees.js';

const read = async (yaml: string) => {
  const { package: content, environment, findings } = await readFolder({ ...MODERN, 'arbiter.yaml': yaml });
  return { content, environment, faults: findings.filter(({ severity }) => severity === 'fault').map(({ path, line, message }) => `${path}:${line ?? ''} ${message}`) };
};

it('is read, and is no part of the package before it is locked', async () => {
  const { content, environment, faults } = await read('environment:\n  python: [numpy==1.26.4, "scipy >=1.10, <2"]\n  javascript: "@scope/name@^1.2"\n');
  expect(faults).toEqual([]);
  expect(environment).toEqual({ python: ['numpy==1.26.4', 'scipy >=1.10, <2'], javascript: ['@scope/name@^1.2'] });
  expect(content?.environments).toBeUndefined();
});

it.each(['numpy', 'numpy==1.26.*', 'ruamel.yaml~=0.18', 'pkg[extra,other]>=1', 'a===1+local'])('takes %s of Python', async (requirement) => {
  expect(await read(`environment:\n  python: ["${requirement}"]\n`)).toMatchObject({ faults: [], environment: { python: [requirement] } });
});

it.each(['lodash', 'lodash@4.17.21', 'lodash@^4 || ^5', '@types/node@20', 'left-pad@latest'])('takes %s of JavaScript', async (requirement) => {
  expect(await read(`environment:\n  javascript: ["${requirement}"]\n`)).toMatchObject({ faults: [], environment: { javascript: [requirement] } });
});

it.each(['--index-url=http://evil', '-r /etc/passwd', 'numpy @ https://evil/x.whl', './numpy.whl', 'git+https://evil/x', 'numpy; os_name == 1', 'numpy==1 --pre', '/etc/passwd', ''])('refuses %s of Python, with its line', async (requirement) => {
  expect((await read(`environment:\n  python:\n    - numpy\n    - "${requirement}"\n`)).faults).toEqual([expect.stringMatching(/^arbiter\.yaml:4 .*is no name of a package/)]);
});

it.each(['lodash@https://evil/x.tgz', 'git+ssh://evil/x', 'evil/x', 'file:../x', 'lodash@file:/etc', 'lodash@npm:other@1', '--registry=http://evil', '../x', 'UPPER'])('refuses %s of JavaScript', async (requirement) => {
  expect((await read(`environment:\n  javascript: ["${requirement}"]\n`)).faults).toEqual([expect.stringContaining('is no name of a package')]);
});

it.each([
  ['environment:\n  ruby: [x]\n', /Unknown key "environment\.ruby"/],
  ['enviroment:\n  python: [x]\n', /Unknown key "enviroment"/],
  ['environment: [numpy]\n', /must be a map/],
  [`environment:\n  python: [${Array.from({ length: 21 }, (_, index) => `p${index}`).join(', ')}]\n`, /More than 20 packages/],
])('refuses what it does not know: %s', async (yaml, message) => {
  expect((await read(yaml)).faults.join()).toMatch(message);
});

it('says what people see of the judging', async () => {
  expect((await read('feedback: first-failing-test\n')).content?.feedback).toBe('first-failing-test');
  expect((await read('difficulty: 3\n')).content).not.toHaveProperty('feedback', expect.anything());
  expect((await read('difficulty: 3\nfeedback: everything\n')).faults).toEqual([expect.stringMatching(/^arbiter\.yaml:2 .*must be one of nothing, verdict, first-failing-test, validator-message, data-after-deadline, not "everything"/)]);
});
