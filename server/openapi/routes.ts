import type { Request } from 'express';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { openApiDocument } from './document.js';
import { docsPage } from './page.js';

export function openApiRoutes(routes: Routes, { config }: Services): void {
  const addressOf = (request: Request) => config.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;

  routes.route('getOpenApi', ({ request, response }) => {
    response.json(openApiDocument(addressOf(request)));
    return Promise.resolve();
  });

  routes.route('getDocs', ({ request, response }) => {
    response.type('html').send(docsPage(openApiDocument(addressOf(request))));
    return Promise.resolve();
  });
}
