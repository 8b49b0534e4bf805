import { useQuery } from '@tanstack/react-query';
import { languagesQuery } from '../api/queries.js';

/** Names of languages by id; the id itself while names are on their way, or where it is offered no more. */
export function useLanguageName(): (id: string) => string {
  const { data } = useQuery(languagesQuery);
  return (id) => data?.find((language) => language.id === id)?.name ?? id;
}
