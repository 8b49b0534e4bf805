/** What files of contest software say of teams, each with its place. */
import type { ImportNote } from '#contract/contest-exchange.js';

export interface Place {
  path: string;
  line: number | undefined;
}

export interface GroupEntry extends Place {
  id: string;
  name: string;
  icpcId: string | null;
  type: string | null;
}

export interface OrganizationEntry extends Place {
  id: string;
  name: string;
  formalName: string | null;
  icpcId: string | null;
  country: string | null;
  url: string | null;
}

export interface TeamEntry extends Place {
  id: string;
  icpcId: string | null;
  name: string;
  label: string | null;
  groupIds: string[];
  organizationId: string | null;
  seat: string | null;
  /** Null: the file does not say. */
  hidden: boolean | null;
}

export interface AccountEntry extends Place {
  username: string;
  /** Null: the file has none. */
  password: string | null;
  type: string;
  /** Null: as the digits of the username say. */
  teamId: string | null;
}

export interface Entries {
  groups: GroupEntry[];
  organizations: OrganizationEntry[];
  teams: TeamEntry[];
  accounts: AccountEntry[];
}

export class Notes {
  readonly faults: ImportNote[] = [];
  readonly notes: ImportNote[] = [];

  fault({ path, line }: Place, message: string): void {
    this.faults.push({ path, ...(line === undefined ? {} : { line }), message });
  }

  note({ path, line }: Place, message: string): void {
    this.notes.push({ path, ...(line === undefined ? {} : { line }), message });
  }
}
