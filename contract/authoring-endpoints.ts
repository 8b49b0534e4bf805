/** The part of the table of endpoints that is about problems being written here. Owner, collaborators and admins may call them; to others there is no such thing. */
import { z } from 'zod';
import { addPartSchema, addedPartSchema, authoredPartSchema, savePartSchema } from './authoring.js';
import { addedFileSchema, addedTestsSchema, authoredSchema, authoredSummarySchema, collaboratorsSchema, comparisonOfSnapshotsSchema, generationSchema, madeOfPackageSchema, newAuthoredSchema, newGenerationSchema, newPreviewSchema, packageCheckSchema, previewSchema, publishSchema, restoreSchema, snapshotSchema } from './authoring-work.js';
import type { Endpoint } from './endpoints.js';
import { importedProblemSchema } from './problem.js';

const page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
const id = z.object({ id: z.uuid() });
const part = id.extend({ part: z.uuid() });
const snapshot = id.extend({ snapshot: z.uuid() });
const collaborator = id.extend({ username: z.string().min(1).max(64) });

export const AUTHORING_ENDPOINTS = {
  listAuthored: { method: 'get', path: '/api/v1/authoring', who: 'instructor', summary: 'Problems that the caller writes, the last changed first; administrators see all', query: z.object({ ...page, own: z.stringbool().optional().describe("Of administrators too only the caller's") }), status: 200, response: list(authoredSummarySchema) },
  createAuthored: { method: 'post', path: '/api/v1/authoring', who: 'instructor', summary: 'Begin to write a problem', body: newAuthoredSchema, status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  createAuthoredFromPackage: { method: 'post', path: '/api/v1/authoring/packages', who: 'instructor', summary: 'Go on writing a problem package (zip)', body: z.object({}), upload: 'package', status: 201, response: madeOfPackageSchema, idempotent: true },
  createAuthoredFromProblem: {
    method: 'post', path: '/api/v1/problems/{slug}/authoring', who: 'instructor', summary: 'Go on writing a problem that is published: publishing adds a version to it', parameters: z.object({ slug: z.string().min(1).max(64) }),
    query: z.object({ version: z.coerce.number().int().positive().optional().describe('Absent: the current one') }), status: 201, response: madeOfPackageSchema, idempotent: true,
  },
  getAuthored: { method: 'get', path: '/api/v1/authoring/{id}', who: 'instructor', summary: 'All parts of a problem that is being written, and what it still needs', parameters: id, status: 200, response: authoredSchema, large: true },
  deleteAuthored: { method: 'delete', path: '/api/v1/authoring/{id}', who: 'instructor', summary: 'Delete it with its history; what was published stays', parameters: id, status: 204, response: null },

  addAuthoredPart: { method: 'post', path: '/api/v1/authoring/{id}/parts', who: 'instructor', summary: 'Add a statement, test, group, program or file', parameters: id, body: addPartSchema, status: 201, response: addedPartSchema, idempotent: true },
  getAuthoredPart: { method: 'get', path: '/api/v1/authoring/{id}/parts/{part}', who: 'instructor', summary: 'A part as it is now', parameters: part, status: 200, response: authoredPartSchema },
  saveAuthoredPart: { method: 'put', path: '/api/v1/authoring/{id}/parts/{part}', who: 'instructor', summary: 'Save a part, unless another has saved it meanwhile', parameters: part, body: savePartSchema, status: 200, response: authoredPartSchema },
  deleteAuthoredPart: {
    method: 'delete', path: '/api/v1/authoring/{id}/parts/{part}', who: 'instructor', summary: 'Delete a part; a group goes with its tests', parameters: part,
    query: z.object({ revision: z.coerce.number().int().positive().describe('That the caller knows') }), status: 200, response: z.object({ order: authoredPartSchema.nullable() }),
  },

  addAuthoredFile: { method: 'post', path: '/api/v1/authoring/{id}/files', who: 'instructor', summary: 'Send the content of a file, which parts may then name by its hash. It is kept for a day, and as long as a part or the history has it', parameters: id, body: z.object({}), upload: 'file', status: 201, response: addedFileSchema },
  getAuthoredFile: {
    method: 'get', path: '/api/v1/authoring/{id}/files/{hash}', who: 'instructor', summary: 'The content of a file', parameters: id.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    query: z.object({ start: z.coerce.number().int().min(1).max(8 * 1024 * 1024).optional().describe('Only so many bytes from its start'), name: z.string().max(200).optional().describe('By whose ending images and PDFs are shown') }),
    status: 200, response: 'application/octet-stream',
  },
  addAuthoredTests: {
    method: 'post', path: '/api/v1/authoring/{id}/tests', who: 'instructor', summary: 'Add tests from a zip of .in and .ans files', parameters: id,
    body: z.object({ group: z.uuid().optional().describe('Absent: secret') }), upload: 'archive', status: 201, response: addedTestsSchema,
  },
  previewAuthoredStatement: { method: 'post', path: '/api/v1/authoring/{id}/preview', who: 'instructor', summary: 'A statement as it would be shown, with the images and samples of the problem', parameters: id, body: newPreviewSchema, status: 200, response: previewSchema },

  startGeneration: { method: 'post', path: '/api/v1/authoring/{id}/generations', who: 'instructor', summary: 'Have inputs and answers made, and inputs validated, on a judge. One at a time', parameters: id, body: newGenerationSchema, status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  getGeneration: { method: 'get', path: '/api/v1/authoring/{id}/generations/{generation}', who: 'instructor', summary: 'How far it is, and what came of each test', parameters: id.extend({ generation: z.uuid() }), status: 200, response: generationSchema },
  cancelGeneration: { method: 'delete', path: '/api/v1/authoring/{id}/generations/{generation}', who: 'instructor', summary: 'Stop it; what was made stays', parameters: id.extend({ generation: z.uuid() }), status: 204, response: null },

  listSnapshots: { method: 'get', path: '/api/v1/authoring/{id}/history', who: 'instructor', summary: 'What was changed when and by whom, newest first', parameters: id, query: z.object(page), status: 200, response: list(snapshotSchema) },
  compareSnapshot: {
    method: 'get', path: '/api/v1/authoring/{id}/history/{snapshot}', who: 'instructor', summary: 'What is different between a state of the past and another one', parameters: snapshot,
    query: z.object({ against: z.union([z.uuid(), z.enum(['now', 'before'])]).default('before').describe('Another snapshot, the one before it, or the present state') }), status: 200, response: comparisonOfSnapshotsSchema, large: true,
  },
  restoreSnapshot: { method: 'post', path: '/api/v1/authoring/{id}/history/{snapshot}/restoration', who: 'instructor', summary: 'Make parts what they were', parameters: snapshot, body: restoreSchema, status: 201, response: z.object({ changed: z.array(z.uuid()) }) },

  getCollaborators: { method: 'get', path: '/api/v1/authoring/{id}/collaborators', who: 'instructor', summary: 'Who may change it', parameters: id, status: 200, response: collaboratorsSchema },
  addCollaborator: { method: 'put', path: '/api/v1/authoring/{id}/collaborators/{username}', who: 'instructor', summary: 'Let an instructor change it, and the problem that it is published as', parameters: collaborator, status: 200, response: collaboratorsSchema },
  removeCollaborator: { method: 'delete', path: '/api/v1/authoring/{id}/collaborators/{username}', who: 'instructor', summary: 'No longer; collaborators may remove themselves', parameters: collaborator, status: 200, response: collaboratorsSchema },

  exportAuthored: { method: 'get', path: '/api/v1/authoring/{id}/package', who: 'instructor', summary: 'A package of it in the 2025-09 format. The same parts make the same bytes', parameters: id, status: 200, response: 'application/zip' },
  checkAuthored: { method: 'post', path: '/api/v1/authoring/{id}/checks', who: 'instructor', summary: 'What an import of its package would find', parameters: id, status: 200, response: packageCheckSchema },
  publishAuthored: { method: 'post', path: '/api/v1/authoring/{id}/versions', who: 'instructor', summary: 'Make a problem of it, or a new version of the one that it was published as', parameters: id, body: publishSchema, status: 201, response: importedProblemSchema, idempotent: true },
} as const satisfies Record<string, Endpoint>;
