CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"version_id" uuid,
	"language" text NOT NULL,
	"files" jsonb NOT NULL,
	"entry_point" text,
	"stdin" text,
	"time_limit_ms" integer NOT NULL,
	"memory_limit_kib" integer NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"judge" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"releases" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"compile" jsonb,
	"stdout" text DEFAULT '' NOT NULL,
	"tests" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"language_version" text,
	"outcome" jsonb,
	"failure" text
);
--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_version_id_problem_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."problem_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_queue" ON "runs" USING btree ("queued_at") WHERE "runs"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "runs_account" ON "runs" USING btree ("account_id") WHERE "runs"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "judgings_errors" ON "judgings" USING btree ("finished_at","submission_id") WHERE "judgings"."current" and "judgings"."verdict" = 'judge-error';--> statement-breakpoint
-- Runs are queued like judgings. Whose they are is not for judges, nor is one that is over (but for whoever has just written its end).
GRANT SELECT (id, version_id, language, files, entry_point, stdin, time_limit_ms, memory_limit_kib, queued_at, claimed_at, lease_until, judge, attempt, releases, finished_at)
  ON runs TO arbiter_judge;
--> statement-breakpoint
GRANT UPDATE (claimed_at, lease_until, judge, attempt, releases, finished_at, compile, stdout, tests, language_version, outcome, failure)
  ON runs TO arbiter_judge;
--> statement-breakpoint
ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_unfinished ON runs FOR SELECT TO arbiter_judge USING (finished_at IS NULL OR finished_at > now() - interval '1 minute');
--> statement-breakpoint
CREATE POLICY judge_changes_unfinished ON runs FOR UPDATE TO arbiter_judge USING (finished_at IS NULL) WITH CHECK (true);
