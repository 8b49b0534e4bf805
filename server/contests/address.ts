/**
 * From where a contest is taken part in: networks that it allows, those of a participant, and the address of their first submission.
 * What a request is said to come from is Express's `request.ip`, which believes a proxy only where `trust proxy` does. Pure.
 */
import { BlockList, isIPv6 } from 'node:net';

export interface AddressRules {
  networks: readonly string[] | null;
  bindsAddress: boolean;
  participant: { networks: readonly string[] | null; address: string | null };
}

/** Why nothing may be submitted from this address, in words for whoever tried; null: it may. */
export function addressRefusal({ networks, bindsAddress, participant }: AddressRules, from: string): string | null {
  const address = plainAddress(from);
  if (networks !== null && !isWithin(address, networks)) return `This contest is taken part in from the jury's network only, and you come from ${address}. Use a computer of the contest, or ask the jury.`;
  if (participant.networks !== null && !isWithin(address, participant.networks)) return `Your place in this contest is at another computer: you come from ${address}. Go to the one that is yours, or ask the jury to change it.`;
  if (bindsAddress && participant.address !== null && participant.address !== seatOf(address)) return boundElsewhere(participant.address, address);
  return null;
}

/** A device changes the second half of its IPv6 address as it likes, so its network of 64 bits is what somebody is bound to. */
export function seatOf(from: string): string {
  const address = plainAddress(from);
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address;
}

export function boundElsewhere(bound: string, from: string): string {
  return `You submitted from ${bound} first, and this contest takes your submissions from there only; you come from ${plainAddress(from)}. Go back there, or ask the jury to release your address.`;
}

function isWithin(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    const family = isIPv6(base) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(base, family);
    else list.addSubnet(base, Number(bits), family);
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** A server that listens on both families says ::ffff:192.0.2.7 for 192.0.2.7. */
function plainAddress(from: string): string {
  return from.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

function groupsOf(address: string): string[] {
  // A URL's host is in the shortest form, whatever was given.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = short.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean));
  return [...before!, ...Array<string>(8 - before!.length - after!.length).fill('0'), ...after!];
}
