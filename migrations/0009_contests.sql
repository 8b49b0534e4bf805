CREATE TABLE "clarifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"problem_id" uuid,
	"participant_id" uuid,
	"question" text,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	"to_all" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contest_problems" (
	"contest_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"label" text NOT NULL,
	"position" integer NOT NULL,
	"points" double precision,
	"color" text,
	CONSTRAINT "contest_problems_contest_id_problem_id_pk" PRIMARY KEY("contest_id","problem_id")
);
--> statement-breakpoint
CREATE TABLE "contest_results" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"contest_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"verdict" text,
	"score" double precision,
	"judged_at" timestamp with time zone,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"format" text NOT NULL,
	"rules" jsonb NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"duration_seconds" integer NOT NULL,
	"freeze_seconds" integer,
	"unfrozen_at" timestamp with time zone,
	"window_seconds" integer,
	"registration" text NOT NULL,
	"code" text,
	"visibility" text NOT NULL,
	"owner_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"counted_at" timestamp with time zone,
	"seq" integer DEFAULT 0 NOT NULL,
	"public_seq" integer DEFAULT 0 NOT NULL,
	"shape_seq" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "contests_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "participant_members" (
	"contest_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	CONSTRAINT "participant_members_contest_id_account_id_pk" PRIMARY KEY("contest_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"name" text NOT NULL,
	"affiliation" text,
	"group_name" text,
	"unofficial" boolean DEFAULT false NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "contest_id" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "participant_id" uuid;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_answered_by_accounts_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_problems" ADD CONSTRAINT "contest_problems_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_problems" ADD CONSTRAINT "contest_problems_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_results" ADD CONSTRAINT "contest_results_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_results" ADD CONSTRAINT "contest_results_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_results" ADD CONSTRAINT "contest_results_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_owner_id_accounts_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant_members" ADD CONSTRAINT "participant_members_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant_members" ADD CONSTRAINT "participant_members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant_members" ADD CONSTRAINT "participant_members_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clarifications_contest" ON "clarifications" USING btree ("contest_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_problems_label" ON "contest_problems" USING btree ("contest_id","label");--> statement-breakpoint
CREATE INDEX "contest_problems_problem" ON "contest_problems" USING btree ("problem_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_results_seq" ON "contest_results" USING btree ("contest_id","seq");--> statement-breakpoint
CREATE INDEX "participant_members_participant" ON "participant_members" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "participant_members_account" ON "participant_members" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_name" ON "participants" USING btree ("contest_id",lower("name"));--> statement-breakpoint
CREATE INDEX "submissions_contest" ON "submissions" USING btree ("contest_id","submitted_at","id") WHERE "submissions"."contest_id" is not null;
--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id");
--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id");
--> statement-breakpoint
-- Contests: a change of a result counts up the contest's seq under a lock of its row, so that seqs are committed in their order.
CREATE FUNCTION note_contest_change(changed_contest uuid, hidden boolean) RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  now_seq integer;
BEGIN
  UPDATE public.contests SET seq = seq + 1, public_seq = public_seq + (CASE WHEN hidden THEN 0 ELSE 1 END) WHERE id = changed_contest RETURNING seq INTO now_seq;
  PERFORM pg_notify('contest_changed', json_build_object('id', changed_contest, 'seq', now_seq)::text);
  RETURN now_seq;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION note_contest_change(uuid, boolean) FROM PUBLIC;
--> statement-breakpoint
-- Something other than a result has changed.
CREATE FUNCTION note_contest_shape(changed_contest uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM public.note_contest_change(changed_contest, false);
  UPDATE public.contests SET shape_seq = seq WHERE id = changed_contest;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION note_contest_shape(uuid) FROM PUBLIC;
--> statement-breakpoint
-- As before; but what was made in a contest counts only when nothing of that contest is hidden any more, and the contest is told.
CREATE OR REPLACE FUNCTION refresh_problem_result(changed_submission uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  who uuid;
  what uuid;
  contest uuid;
  made timestamptz;
  conceals boolean;
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
  SELECT freeze_seconds IS NOT NULL AND unfrozen_at IS NULL AND made >= starts_at + make_interval(secs => duration_seconds - freeze_seconds) INTO conceals
  FROM public.contests WHERE id = contest;
  UPDATE public.contest_results SET seq = public.note_contest_change(contest, conceals) WHERE submission_id = changed_submission;
END $$;
