-- The judge's narrow role, written by hand. docs/decisions/0002-judge-role.md tells why it may what it may.
-- Roles belong to the whole cluster: another database may have made it already, or be making it now.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'arbiter_judge') THEN
    CREATE ROLE arbiter_judge NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO arbiter_judge;
--> statement-breakpoint
-- The queue. Who submitted, and what other judgings came to, is not for judges.
GRANT SELECT (id, submission_id, version_id, mode, calibrates, priority, turn, language, queued_at, claimed_at, lease_until, judge, attempt, releases, finished_at, cancelled_at)
  ON judgings TO arbiter_judge;
--> statement-breakpoint
GRANT UPDATE (claimed_at, lease_until, judge, attempt, releases, finished_at, verdict, score, cpu_ms, wall_ms, peak_memory_kib, compile, tests, reason, language_version, time_limit_ms, memory_limit_kib)
  ON judgings TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT (id, language, entry_point) ON submissions TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT ON submission_files TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT (id, package, time_limit_ms) ON problem_versions TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT ON blobs, blob_chunks TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON judges TO arbiter_judge;
--> statement-breakpoint
-- Row level security binds the judge's role only: the owner of the tables is exempt.
ALTER TABLE judgings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_the_queue ON judgings FOR SELECT TO arbiter_judge USING (true);
--> statement-breakpoint
CREATE POLICY judge_changes_unfinished ON judgings FOR UPDATE TO arbiter_judge USING (finished_at IS NULL AND cancelled_at IS NULL) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE submissions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_reads_claimed ON submissions FOR SELECT TO arbiter_judge USING (
  EXISTS (SELECT FROM judgings j WHERE j.submission_id = submissions.id AND j.claimed_at IS NOT NULL AND j.finished_at IS NULL AND j.cancelled_at IS NULL));
--> statement-breakpoint
ALTER TABLE submission_files ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_reads_claimed ON submission_files FOR SELECT TO arbiter_judge USING (
  EXISTS (SELECT FROM judgings j WHERE j.submission_id = submission_files.submission_id AND j.claimed_at IS NOT NULL AND j.finished_at IS NULL AND j.cancelled_at IS NULL));
--> statement-breakpoint
-- problem_results is what the current judgings of an account on a problem come to. It is computed anew, never counted up, so that a
-- rejudging corrects it; by a function of the owner, so that a judge needs no right on it and can write nothing but the truth.
CREATE FUNCTION refresh_problem_result(changed_submission uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  who uuid;
  what uuid;
BEGIN
  SELECT account_id, problem_id INTO who, what FROM public.submissions WHERE id = changed_submission;
  IF who IS NULL THEN RETURN; END IF;
  -- Locks the row, so that of two that finish at once the second sees the first.
  INSERT INTO public.problem_results (account_id, problem_id) VALUES (who, what)
    ON CONFLICT (account_id, problem_id) DO UPDATE SET tries = public.problem_results.tries;
  UPDATE public.problem_results r SET tries = f.tries, solved_at = f.solved_at, best_score = f.best_score
  FROM (
    SELECT count(*)::int AS tries, min(s.submitted_at) FILTER (WHERE j.verdict = 'accepted') AS solved_at, max(j.score) AS best_score
    FROM public.submissions s JOIN public.judgings j ON j.submission_id = s.id
    WHERE s.account_id = who AND s.problem_id = what AND j.current AND j.finished_at IS NOT NULL AND j.verdict <> 'judge-error'
  ) f
  WHERE r.account_id = who AND r.problem_id = what;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_problem_result(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION refresh_problem_result(uuid) TO arbiter_judge;
