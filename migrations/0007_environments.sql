CREATE TABLE "environment_chunks" (
	"job_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"hash" text NOT NULL,
	"position" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "environment_chunks_job_id_attempt_hash_position_pk" PRIMARY KEY("job_id","attempt","hash","position")
);
--> statement-breakpoint
CREATE TABLE "environment_jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"wanted" jsonb NOT NULL,
	"languages" text[] NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"judge" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"releases" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"answer" jsonb
);
--> statement-breakpoint
ALTER TABLE "environment_chunks" ADD CONSTRAINT "environment_chunks_job_id_environment_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."environment_jobs"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "environment_jobs_queue" ON "environment_jobs" USING btree ("queued_at") WHERE "environment_jobs"."finished_at" is null;
--> statement-breakpoint
-- Requests for packages are claimed as judgings are. A judge may say of one that it holds what came of it, and send files for it; it reads no
-- files, and writes none where blobs are.
GRANT SELECT (id, wanted, languages, queued_at, claimed_at, lease_until, judge, attempt, releases, finished_at)
  ON environment_jobs TO arbiter_judge;
--> statement-breakpoint
GRANT UPDATE (claimed_at, lease_until, judge, attempt, releases, done, total, finished_at, answer)
  ON environment_jobs TO arbiter_judge;
--> statement-breakpoint
GRANT INSERT ON environment_chunks TO arbiter_judge;
--> statement-breakpoint
ALTER TABLE environment_jobs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_requests ON environment_jobs FOR SELECT TO arbiter_judge USING (true);
--> statement-breakpoint
CREATE POLICY judge_changes_unfinished ON environment_jobs FOR UPDATE TO arbiter_judge USING (finished_at IS NULL) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE environment_chunks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sends_to_claimed ON environment_chunks FOR INSERT TO arbiter_judge WITH CHECK (
  EXISTS (SELECT FROM environment_jobs j WHERE j.id = job_id AND j.attempt = environment_chunks.attempt AND j.claimed_at IS NOT NULL AND j.finished_at IS NULL));
