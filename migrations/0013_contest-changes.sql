ALTER TABLE "rejudgings" ADD COLUMN "contest_id" uuid;
--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade;
--> statement-breakpoint
-- As before, with what the public's board has come to, so that nothing is told at the time of what is hidden.
CREATE OR REPLACE FUNCTION note_contest_change(changed_contest uuid, hidden boolean) RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  now_seq integer;
  now_public integer;
BEGIN
  UPDATE public.contests SET seq = seq + 1, public_seq = public_seq + (CASE WHEN hidden THEN 0 ELSE 1 END) WHERE id = changed_contest RETURNING seq, public_seq INTO now_seq, now_public;
  PERFORM pg_notify('contest_changed', json_build_object('id', changed_contest, 'seq', now_seq, 'publicSeq', now_public)::text);
  RETURN now_seq;
END $$;
--> statement-breakpoint
-- As before; `hidden`: the public sees nothing of it.
CREATE FUNCTION note_contest_shape(changed_contest uuid, hidden boolean) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM public.note_contest_change(changed_contest, hidden);
  UPDATE public.contests SET shape_seq = seq WHERE id = changed_contest;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION note_contest_shape(uuid, boolean) FROM PUBLIC;
--> statement-breakpoint
DROP FUNCTION note_contest_shape(uuid);
--> statement-breakpoint
-- As before, and: a judging of another time counts as news though its verdict is the same, as the points of its test groups may differ;
-- of hidden participants the public hears nothing.
CREATE OR REPLACE FUNCTION refresh_contest_results(changed uuid[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  contest uuid;
  base integer;
  total integer;
  shown integer;
  now_public integer;
BEGIN
  FOR contest IN SELECT DISTINCT contest_id FROM public.contest_results WHERE submission_id = ANY(changed) ORDER BY contest_id LOOP
    -- What is hidden is asked under the lock: the freeze may end at this moment.
    SELECT seq INTO base FROM public.contests WHERE id = contest FOR NO KEY UPDATE;
    WITH news AS (
      SELECT r.submission_id AS id, j.verdict, j.score, j.finished_at, p.hidden OR public.contest_conceals(contest, r.submitted_at) AS hidden,
        row_number() OVER (ORDER BY r.submitted_at, r.submission_id)::int AS place
      FROM public.contest_results r JOIN public.participants p ON p.id = r.participant_id
        JOIN public.judgings j ON j.submission_id = r.submission_id AND j.current AND j.finished_at IS NOT NULL AND j.verdict IS NOT NULL
      WHERE r.contest_id = contest AND r.submission_id = ANY(changed) AND (r.verdict, r.score, r.judged_at) IS DISTINCT FROM (j.verdict, j.score, j.finished_at)
    ), moved AS (
      UPDATE public.contest_results r SET verdict = n.verdict, score = n.score, judged_at = n.finished_at, seq = base + n.place FROM news n WHERE r.submission_id = n.id
    )
    SELECT count(*)::int, (count(*) FILTER (WHERE NOT hidden))::int INTO total, shown FROM news;
    IF total > 0 THEN
      UPDATE public.contests SET seq = seq + total, public_seq = public_seq + shown WHERE id = contest RETURNING public_seq INTO now_public;
      PERFORM pg_notify('contest_changed', json_build_object('id', contest, 'seq', base + total, 'publicSeq', now_public)::text);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- What somebody has made of a problem. What was made in a contest counts only when nothing of that contest is hidden any more.
CREATE FUNCTION refresh_tries(who uuid, what uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  -- Locks the row, so that of two that finish at once the second sees the first.
  INSERT INTO public.problem_results (account_id, problem_id) VALUES (who, what)
    ON CONFLICT (account_id, problem_id) DO UPDATE SET tries = public.problem_results.tries;
  UPDATE public.problem_results r SET tries = f.tries, solved_at = f.solved_at, best_score = f.best_score
  FROM (
    SELECT count(*)::int AS tries, min(s.submitted_at) FILTER (WHERE j.verdict = 'accepted') AS solved_at, max(j.score) AS best_score
    FROM public.submissions s JOIN public.judgings j ON j.submission_id = s.id LEFT JOIN public.contests c ON c.id = s.contest_id
    WHERE s.account_id = who AND s.problem_id = what AND j.current AND j.finished_at IS NOT NULL AND j.verdict <> 'judge-error'
      AND (s.contest_id IS NULL OR c.counted_at IS NOT NULL)
  ) f
  WHERE r.account_id = who AND r.problem_id = what;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_tries(uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refresh_problem_result(changed_submission uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  made record;
BEGIN
  SELECT account_id, problem_id, contest_id INTO made FROM public.submissions WHERE id = changed_submission;
  IF made.account_id IS NULL THEN RETURN; END IF;
  PERFORM public.refresh_tries(made.account_id, made.problem_id);
  IF made.contest_id IS NOT NULL THEN PERFORM public.refresh_contest_results(ARRAY[changed_submission]); END IF;
END $$;
