import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.js';
import { toast } from '../ui/toast.js';

/** Says that a print is done, or takes that back. `pending`: the one that it is being said of. */
export function useMarkPrint(slug: string): { mark: (id: string, done: boolean) => void; pending: string | undefined } {
  const client = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ id, done }: { id: string; done: boolean }) => call('changePrint', { params: { slug, id }, body: { done } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contest', slug, 'prints'] }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  return { mark: (id, done) => mutate({ id, done }), pending: isPending ? variables.id : undefined };
}
