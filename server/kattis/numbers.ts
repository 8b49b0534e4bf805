/** The client knows submissions by decimal numbers: ours is the id itself, read as one number of 128 bits. */

export function numberOfId(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`).toString();
}

/** Null: no id is this number. */
export function idOfNumber(number: string): string | null {
  if (!/^\d{1,39}$/.test(number)) return null;
  const hex = BigInt(number).toString(16).padStart(32, '0');
  return hex.length > 32 ? null : hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
