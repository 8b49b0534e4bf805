/** A student tries a program out, on their own input and on the samples, before submitting: in real Chromium, real judge. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const username = uniqueName('tinkerer');
let site: Site;
let page: Page;
beforeAll(async () => {
  site = await startSite('the tests of trying out', ['aplusb', 'guess-number']);
  page = await site.page({ reducedMotion: 'reduce' });
  await signUp(page.request, username);
  await signIn(page.request, username);
}, 400_000);
afterAll(() => site?.close());

const panel = () => page.getByRole('region', { name: 'Try out' });
const outcome = () => page.getByRole('region', { name: 'What came out' });
async function open(problem: string): Promise<void> {
  await page.goto(`/problems/${problem}`);
  await page.getByLabel('Language', { exact: true }).selectOption('python3');
  if ((await panel().count()) === 0) await page.getByRole('button', { name: 'Try out' }).click();
  await panel().waitFor();
}
async function write(text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}
const onInput = () => panel().getByRole('button', { name: 'Run on this input' }).click();
const onSamples = () => panel().getByRole('button', { name: 'Run on the samples' }).click();

describe('a program that is tried out', { timeout: 90_000 }, () => {
  it('gets the input that was typed, and what it prints is shown as it comes', async () => {
    await open('aplusb');
    await write('import sys, time\nprint("first", flush=True)\ntime.sleep(2)\nprint(sys.stdin.read().strip()[::-1])\nprint("oh", file=sys.stderr)\n');
    await page.getByLabel('Input', { exact: true }).fill('stressed');
    await onInput();
    await outcome().getByText('first').waitFor();
    expect(await outcome().getByText('desserts').count()).toBe(0);
    await outcome().getByText('desserts').waitFor();
    await outcome().getByText('Ended well').waitFor();
    await outcome().getByText('oh', { exact: true }).waitFor();
    expect(await panel().getByRole('status').textContent()).toBe('Ended');
    await expectAccessible(page);
  });

  it('is told how it failed', async () => {
    await write('import sys\nsys.exit(3)\n');
    await onInput();
    await outcome().getByText('exit code 3').waitFor();
    await outcome().getByText('Runtime error').waitFor();
  });

  it('is judged on every sample, and the first that fails is compared', async () => {
    await write('print(0)\n');
    await onSamples();
    await outcome().getByText('Wrong answer', { exact: true }).first().waitFor();
    await panel().getByText(/^0 of \d+ samples are right\.$/).waitFor();
    await outcome().getByRole('heading', { name: /Wrong answer on test 1/ }).waitFor();
    await expectAccessible(page);
    for (const width of [320, 390, 768]) await expectToFit(page, width);
  });

  it('that does not compile is told so', async () => {
    await page.getByLabel('Language', { exact: true }).selectOption('c');
    await write('int main(void) { return nothing; }');
    await onInput();
    await outcome().getByText(/nothing.*undeclared/).waitFor();
    expect(await panel().getByRole('status').textContent()).toBe('It does not compile.');
  });

  it('leaves no submission, and keeps its input for this tab', async () => {
    await page.reload();
    await panel().waitFor();
    expect(await page.getByLabel('Input', { exact: true }).inputValue()).toBe('stressed');
    expect(((await (await page.request.get('/api/v1/submissions')).json()) as { items: unknown[] }).items).toEqual([]);
    await panel().getByRole('button', { name: 'Close' }).click();
    expect(await panel().count()).toBe(0);
  });

  it('talks to the interactor of an interactive problem', async () => {
    await open('guess-number');
    await write('low, high = 1, int(input())\nwhile True:\n    guess = (low + high) // 2\n    print(guess, flush=True)\n    answer = input()\n    if answer == "correct": break\n    if answer == "lower": high = guess - 1\n    else: low = guess + 1\n');
    await onSamples();
    await panel().getByText('All samples are right.').waitFor();
  });
});

it('no page met an error', () => expect(site.complaints).toEqual([]));
