CREATE TABLE "balloons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"earned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"runner_id" uuid,
	"taken_at" timestamp with time zone,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "prints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"account_id" uuid,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"pages" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid
);
--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "jury_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "runner_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "balloons" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "printing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "seat" text;--> statement-breakpoint
ALTER TABLE "balloons" ADD CONSTRAINT "balloons_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balloons" ADD CONSTRAINT "balloons_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balloons" ADD CONSTRAINT "balloons_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balloons" ADD CONSTRAINT "balloons_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balloons" ADD CONSTRAINT "balloons_runner_id_accounts_id_fk" FOREIGN KEY ("runner_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_done_by_accounts_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "balloons_one" ON "balloons" USING btree ("participant_id","problem_id");--> statement-breakpoint
CREATE INDEX "balloons_contest" ON "balloons" USING btree ("contest_id","earned_at");--> statement-breakpoint
CREATE INDEX "prints_contest" ON "prints" USING btree ("contest_id","created_at");--> statement-breakpoint
CREATE INDEX "prints_waiting" ON "prints" USING btree ("contest_id") WHERE "prints"."done_at" is null;--> statement-breakpoint
CREATE INDEX "contest_results_participant" ON "contest_results" USING btree ("participant_id","problem_id");
--> statement-breakpoint
-- Balloons follow results: what is solved has one, what is not solved any more is marked. Of one participant and one problem, or of all.
CREATE FUNCTION refresh_balloons(of_contest uuid, of_participant uuid DEFAULT NULL, of_problem uuid DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  made integer;
  marked integer;
BEGIN
  INSERT INTO public.balloons (contest_id, participant_id, problem_id, submission_id, earned_at)
  SELECT DISTINCT ON (r.participant_id, r.problem_id) r.contest_id, r.participant_id, r.problem_id, r.submission_id, coalesce(r.judged_at, now())
  FROM public.contest_results r
  WHERE r.contest_id = of_contest AND r.verdict = 'accepted' AND (of_participant IS NULL OR r.participant_id = of_participant) AND (of_problem IS NULL OR r.problem_id = of_problem)
  ORDER BY r.participant_id, r.problem_id, r.submitted_at, r.submission_id
  ON CONFLICT (participant_id, problem_id) DO UPDATE
    SET submission_id = excluded.submission_id, revoked_at = NULL,
      earned_at = CASE WHEN public.balloons.revoked_at IS NULL THEN public.balloons.earned_at ELSE excluded.earned_at END
    WHERE public.balloons.revoked_at IS NOT NULL OR public.balloons.submission_id <> excluded.submission_id;
  GET DIAGNOSTICS made = ROW_COUNT;
  UPDATE public.balloons b SET revoked_at = now()
  WHERE b.contest_id = of_contest AND b.revoked_at IS NULL AND (of_participant IS NULL OR b.participant_id = of_participant) AND (of_problem IS NULL OR b.problem_id = of_problem)
    AND NOT EXISTS (SELECT FROM public.contest_results r WHERE r.participant_id = b.participant_id AND r.problem_id = b.problem_id AND r.verdict = 'accepted');
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF made + marked > 0 THEN PERFORM pg_notify('contest_site_changed', json_build_object('id', of_contest, 'what', 'balloons')::text); END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_balloons(uuid, uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION note_balloon() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM public.contests WHERE id = NEW.contest_id AND balloons <> 'off') THEN
    PERFORM public.refresh_balloons(NEW.contest_id, NEW.participant_id, NEW.problem_id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION note_balloon() FROM PUBLIC;
--> statement-breakpoint
-- After the seq, not the verdict: by then the contest's row is locked, so that of two verdicts at once the second sees the first.
CREATE TRIGGER contest_results_balloon AFTER UPDATE OF seq ON contest_results FOR EACH ROW EXECUTE FUNCTION note_balloon();
