/** Receives the one file of a multipart request: streamed to disk, counted, hashed; removed when the request is done. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import multer from 'multer';
import { ApiError } from './errors.js';

export interface Upload {
  /** Where the file lies while the request lasts. */
  path: string;
  /** What the client calls it. */
  fileName: string;
  /** Bytes. */
  size: number;
  /** SHA-256, hexadecimal. */
  hash: string;
  /** Text fields that came along. */
  fields: Record<string, unknown>;
  remove(): Promise<void>;
}

export interface UploadOptions {
  field: string;
  /** Folder for files in flight. */
  folder: string;
  limitBytes: number;
}

/** @throws ApiError `bad-request`, `validation-failed` where the file is missing, `too-large` */
export async function receiveUpload(request: Request, response: Response, options: UploadOptions): Promise<Upload> {
  if (request.is('multipart/form-data') === false) {
    throw new ApiError('bad-request', `Send multipart/form-data with the file in the field "${options.field}".`);
  }
  const folder = join(options.folder, randomUUID());
  await mkdir(folder, { recursive: true });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await parse(request, response, folder, options);
    const { file } = request;
    if (file === undefined) throw new ApiError('validation-failed', 'The file is missing.', [{ path: options.field, message: 'Send a file in this field' }]);
    const fields = { ...(request.body as Record<string, unknown>) };
    return { path: file.path, fileName: file.originalname.slice(0, 200), size: file.size, hash: await hashOf(file.path), fields, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** No upload is in flight for so long. */
const ABANDONED_MS = 6 * 3600 * 1000;

/** Removes what a server left that was killed while it had uploads in flight. */
export async function removeAbandonedUploads(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

function parse(request: Request, response: Response, folder: string, options: UploadOptions): Promise<void> {
  const read = multer({
    storage: multer.diskStorage({ destination: folder, filename: (_request, _file, done) => done(null, 'upload') }),
    limits: { fileSize: options.limitBytes, files: 1, fields: 10, fieldSize: 10_000, fieldNameSize: 100, parts: 12, headerPairs: 100 },
  }).single(options.field);
  return new Promise((resolve, reject) => {
    read(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(toUploadError(error, options));
    });
  });
}

function toUploadError(error: unknown, options: UploadOptions): unknown {
  if (error instanceof multer.MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return new ApiError('too-large', `The file is larger than ${Math.floor(options.limitBytes / 1024 / 1024)} MiB.`);
    if (error.code === 'LIMIT_UNEXPECTED_FILE') return new ApiError('validation-failed', 'The file came in another field.', [{ path: options.field, message: 'Send exactly one file in this field' }]);
    return new ApiError('bad-request', `The form cannot be read: ${error.message}.`);
  }
  // Full disks and the like are ours; everything that the parser itself throws is about the form.
  return error instanceof Error && 'code' in error && 'syscall' in error ? error : new ApiError('bad-request', 'The form cannot be read.');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
