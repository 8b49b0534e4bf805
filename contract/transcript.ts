/** Of a conversation with an interactor, in bytes, that is kept of each sample. Apart, so that pages get the number without the schemas. */
export const MOST_TRANSCRIPT = 64 * 1024;
