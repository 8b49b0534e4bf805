/**
 * What other software says of the groups and organizations of a contest's participants. A participant names both by their names;
 * of those that nobody has brought in the name is all that there is.
 */
import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contests } from './contest-schema.js';

const contestId = () => uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' });

export const contestGroups = pgTable(
  'contest_groups',
  { contestId: contestId(), id: text('id').notNull(), name: text('name').notNull(), icpcId: text('icpc_id'), type: text('type') },
  (t) => [primaryKey({ columns: [t.contestId, t.id] }), uniqueIndex('contest_groups_name').on(t.contestId, t.name)],
);

export const contestOrganizations = pgTable(
  'contest_organizations',
  {
    contestId: contestId(),
    id: text('id').notNull(),
    /** Short enough for a table. */
    name: text('name').notNull(),
    formalName: text('formal_name'),
    icpcId: text('icpc_id'),
    /** ISO 3166-1 alpha-3. */
    country: text('country'),
    url: text('url'),
  },
  (t) => [primaryKey({ columns: [t.contestId, t.id] }), uniqueIndex('contest_organizations_name').on(t.contestId, t.name)],
);
