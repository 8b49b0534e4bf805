CREATE TABLE "virtual_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_ratings" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"rating" integer NOT NULL,
	"maximum" integer NOT NULL,
	"contests" integer NOT NULL,
	"last_ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"contest_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"rank" integer NOT NULL,
	"field" integer NOT NULL,
	"performance" double precision NOT NULL,
	"mu" double precision NOT NULL,
	"sigma" double precision NOT NULL,
	"rating" integer NOT NULL,
	"before" integer,
	CONSTRAINT "ratings_contest_id_account_id_pk" PRIMARY KEY("contest_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "contest_problems" ADD COLUMN "pretests" jsonb;--> statement-breakpoint
ALTER TABLE "contest_results" ADD COLUMN "passed_pretests" boolean;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "rated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "rated_seq" integer;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "rated_end" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "feedback" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "system_tested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "networks" text[];--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "binds_address" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "networks" text[];--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "bound_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "judgings" ADD COLUMN "only_tests" integer[];--> statement-breakpoint
ALTER TABLE "rejudgings" ADD COLUMN "system_test_of" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "virtual_run_id" uuid;--> statement-breakpoint
ALTER TABLE "virtual_runs" ADD CONSTRAINT "virtual_runs_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virtual_runs" ADD CONSTRAINT "virtual_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_ratings" ADD CONSTRAINT "account_ratings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "virtual_runs_account" ON "virtual_runs" USING btree ("account_id","ends_at");--> statement-breakpoint
CREATE INDEX "virtual_runs_contest" ON "virtual_runs" USING btree ("contest_id","account_id","started_at");--> statement-breakpoint
CREATE INDEX "account_ratings_order" ON "account_ratings" USING btree ("rating" DESC NULLS LAST,"account_id");--> statement-breakpoint
CREATE INDEX "ratings_account" ON "ratings" USING btree ("account_id","ended_at","contest_id");--> statement-breakpoint
CREATE INDEX "ratings_order" ON "ratings" USING btree ("ended_at","contest_id");--> statement-breakpoint
CREATE INDEX "submissions_virtual" ON "submissions" USING btree ("virtual_run_id") WHERE "submissions"."virtual_run_id" is not null;
--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_virtual_run_id_virtual_runs_id_fk" FOREIGN KEY ("virtual_run_id") REFERENCES "public"."virtual_runs"("id");
--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_system_test_of_contests_id_fk" FOREIGN KEY ("system_test_of") REFERENCES "public"."contests"("id") ON DELETE cascade;
--> statement-breakpoint
-- A judge must know which tests a judging is of.
GRANT SELECT (only_tests) ON judgings TO arbiter_judge;
--> statement-breakpoint
-- Places (from 1) of the tests that a submission of this contest is judged on in this version of its problem; null: all.
CREATE FUNCTION pretests_of(contest uuid, problem uuid, version uuid) RETURNS integer[]
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT CASE WHEN p.pretests IS NULL OR c.system_tested_at IS NOT NULL THEN NULL ELSE coalesce((
    SELECT array_agg(t.place::int ORDER BY t.place)
    FROM public.problem_versions v, jsonb_array_elements(v.package->'tests') WITH ORDINALITY AS t(test, place)
    WHERE v.id = version AND (
      (t.test->>'sample')::boolean OR t.place <= (p.pretests->>'first')::int OR p.pretests->'tests' ? (t.test->>'name')
      OR EXISTS (SELECT FROM jsonb_array_elements_text(p.pretests->'groups') g WHERE t.test->>'group' = g OR starts_with(t.test->>'group', g || '/')))
  ), ARRAY[1]) END
  FROM public.contest_problems p JOIN public.contests c ON c.id = p.contest_id
  WHERE p.contest_id = contest AND p.problem_id = problem
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION pretests_of(uuid, uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
-- Whether the public must not know yet what came of something that was submitted then: since the freeze, or always where nobody is told before the end.
CREATE FUNCTION contest_conceals(contest uuid, made timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT (feedback = 'none' AND counted_at IS NULL)
    OR (freeze_seconds IS NOT NULL AND unfrozen_at IS NULL AND made >= starts_at + make_interval(secs => duration_seconds - freeze_seconds))
  FROM public.contests WHERE id = contest
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION contest_conceals(uuid, timestamptz) FROM PUBLIC;
--> statement-breakpoint
-- As before, with contest_conceals.
CREATE OR REPLACE FUNCTION refresh_problem_result(changed_submission uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  who uuid;
  what uuid;
  contest uuid;
  made timestamptz;
BEGIN
  SELECT account_id, problem_id, contest_id, submitted_at INTO who, what, contest, made FROM public.submissions WHERE id = changed_submission;
  IF who IS NULL THEN RETURN; END IF;
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
  IF contest IS NULL THEN RETURN; END IF;
  UPDATE public.contest_results r SET verdict = j.verdict, score = j.score, judged_at = j.finished_at
  FROM public.judgings j
  WHERE r.submission_id = changed_submission AND j.submission_id = changed_submission AND j.current AND j.finished_at IS NOT NULL AND j.verdict IS NOT NULL
    AND (r.verdict, r.score) IS DISTINCT FROM (j.verdict, j.score);
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE public.contest_results SET seq = public.note_contest_change(contest, public.contest_conceals(contest, made)) WHERE submission_id = changed_submission;
END $$;
--> statement-breakpoint
-- What many submissions have come to, at once: each contest is told once, with a seq for each result that has changed.
CREATE FUNCTION refresh_contest_results(changed uuid[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  contest uuid;
  base integer;
  total integer;
  shown integer;
BEGIN
  FOR contest IN SELECT DISTINCT contest_id FROM public.contest_results WHERE submission_id = ANY(changed) ORDER BY contest_id LOOP
    SELECT seq INTO base FROM public.contests WHERE id = contest FOR UPDATE;
    WITH news AS (
      SELECT r.submission_id AS id, j.verdict, j.score, j.finished_at, public.contest_conceals(contest, r.submitted_at) AS hidden,
        row_number() OVER (ORDER BY r.submitted_at, r.submission_id)::int AS place
      FROM public.contest_results r JOIN public.judgings j ON j.submission_id = r.submission_id AND j.current AND j.finished_at IS NOT NULL AND j.verdict IS NOT NULL
      WHERE r.contest_id = contest AND r.submission_id = ANY(changed) AND (r.verdict, r.score) IS DISTINCT FROM (j.verdict, j.score)
    ), moved AS (
      UPDATE public.contest_results r SET verdict = n.verdict, score = n.score, judged_at = n.finished_at, seq = base + n.place FROM news n WHERE r.submission_id = n.id
    )
    SELECT count(*)::int, (count(*) FILTER (WHERE NOT hidden))::int INTO total, shown FROM news;
    IF total > 0 THEN
      UPDATE public.contests SET seq = seq + total, public_seq = public_seq + shown WHERE id = contest;
      PERFORM pg_notify('contest_changed', json_build_object('id', contest, 'seq', base + total)::text);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_contest_results(uuid[]) FROM PUBLIC;
