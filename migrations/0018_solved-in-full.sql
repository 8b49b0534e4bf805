-- As before; but where points are added up to a bounded sum, a problem is solved by all of them only (POINTS_TO_SOLVE in database/contests.ts).
CREATE OR REPLACE FUNCTION refresh_tries(who uuid, what uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  costs boolean;
  most float8;
BEGIN
  SELECT coalesce(v.package->>'objective' = 'min', false),
    CASE WHEN v.package->'types' @> '["scoring"]' AND coalesce(v.package->>'objective' <> 'min', true)
      THEN (SELECT (g->>'maxScore')::float8 FROM jsonb_array_elements(v.package->'groups') g WHERE g->>'name' IN ('', 'secret') AND g->>'maxScore' IS NOT NULL ORDER BY g->>'name' LIMIT 1) END
    INTO costs, most FROM public.problems p JOIN public.problem_versions v ON v.id = p.current_version_id WHERE p.id = what;
  -- Locks the row, so that of two that finish at once the second sees the first.
  INSERT INTO public.problem_results (account_id, problem_id) VALUES (who, what)
    ON CONFLICT (account_id, problem_id) DO UPDATE SET tries = public.problem_results.tries;
  UPDATE public.problem_results r SET tries = f.tries, solved_at = f.solved_at, best_score = f.best_score
  FROM (
    SELECT count(*)::int AS tries,
      min(s.submitted_at) FILTER (WHERE j.verdict = 'accepted' AND (most IS NULL OR coalesce(j.score >= most - abs(most) * 1e-9, false))) AS solved_at,
      CASE WHEN costs THEN min(j.score) FILTER (WHERE j.verdict = 'accepted') ELSE max(j.score) END AS best_score
    FROM public.submissions s JOIN public.judgings j ON j.submission_id = s.id LEFT JOIN public.contests c ON c.id = s.contest_id
    WHERE s.account_id = who AND s.problem_id = what AND j.current AND j.finished_at IS NOT NULL AND j.verdict <> 'judge-error'
      AND (s.contest_id IS NULL OR c.counted_at IS NOT NULL)
  ) f
  WHERE r.account_id = who AND r.problem_id = what;
END $$;
--> statement-breakpoint
SELECT refresh_tries(r.account_id, r.problem_id)
FROM problem_results r JOIN problems p ON p.id = r.problem_id JOIN problem_versions v ON v.id = p.current_version_id
WHERE v.package->'types' @> '["scoring"]'
ORDER BY r.account_id, r.problem_id;
