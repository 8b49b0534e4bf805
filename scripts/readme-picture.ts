/**
 * Makes docs/submission.png, the picture in README.md: a submission while it is judged.
 *
 *   ARBITER_URL=http://localhost:3000 ARBITER_PASSWORD=… npx tsx --conditions=source scripts/readme-picture.ts
 */
import { chromium } from 'playwright-core';
import { Api } from './support/api.js';

const url = process.env['ARBITER_URL'] ?? 'http://localhost:3000';
const password = process.env['ARBITER_PASSWORD'];
if (!password) throw new Error('ARBITER_PASSWORD is not set: it must be the password of admin');
const PROGRAM = 'import time\n\na, b = map(int, open(0).read().split())\ntime.sleep(0.4)  # to be seen\nprint(a + b)\n';

const api = await Api.signIn(url, 'admin', password, 'picture');
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ baseURL: url, viewport: { width: 1120, height: 700 } });
await context.request.post('/api/v1/session', { data: { username: 'admin', password } });
const page = await context.newPage();
const { id } = await api.call('createSubmission', { body: { problem: 'aplusb', language: 'python3', files: [{ name: 'main.py', content: PROGRAM }] } });
await page.goto(`/submissions/${id}`);
await page.getByText('Accepted', { exact: true }).nth(5).waitFor();
await page.screenshot({ path: 'docs/submission.png' });
await browser.close();
