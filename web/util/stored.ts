/** What this browser keeps for itself. Where storage is forbidden or full, nothing is kept and nothing breaks. */

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`arbiter.${key}`);
  } catch {
    return null;
  }
}

/** Keeps a text, or forgets it where it is null. Returns whether it is kept. */
export function writeStored(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(`arbiter.${key}`);
    else localStorage.setItem(`arbiter.${key}`, value);
    return true;
  } catch {
    return false;
  }
}

/** As above, but for this tab and as long as it lives. */
export function readForTab(key: string): string | null {
  try {
    return sessionStorage.getItem(`arbiter.${key}`);
  } catch {
    return null;
  }
}

export function writeForTab(key: string, value: string): void {
  try {
    sessionStorage.setItem(`arbiter.${key}`, value);
  } catch {
    // Not kept where storage is forbidden or full.
  }
}

/** A draft belongs to a person, a problem and a language. */
export const draftKey = (user: string, problem: string, language: string): string => `draft.${user}.${problem}.${language}`;
