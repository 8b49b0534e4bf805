import { describe, expect, it } from 'vitest';
import { firstUidOf, isMapped } from '#judge/sandbox/uids.js';

const HOST = '         0          0 4294967295\n';
const SUBORDINATE = '         0       1000          1\n         1     100000      65535\n';

describe('the users of an instance', () => {
  it.each([
    ['are high ones on a host', HOST, 7, 200_700],
    ['are others for another instance', HOST, 20_008, 200_800],
    ['are those that a user namespace has', SUBORDINATE, 7, 10_700],
    ['are within it whatever the hash', SUBORDINATE, 4_294_967_295, 10_000 + 100 * (4_294_967_295 % 555)],
    ['are the usual ones where there are too few, which the doctor finds', '0 1000 1\n', 7, 200_700],
  ])('%s', (_, map, hash, first) => {
    expect(firstUidOf(hash, map)).toBe(first);
  });

  it.each([[HOST, 200_000, true], [SUBORDINATE, 65_436, true], [SUBORDINATE, 65_437, false], ['0 1000 1\n', 0, false], ['', 0, false]])('are mapped by %j from %s on: %s', (map, first, mapped) => {
    expect(isMapped(first, map)).toBe(mapped);
  });
});
