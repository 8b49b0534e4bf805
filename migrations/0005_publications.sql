CREATE TABLE "data_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"judge" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"releases" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"counts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"problem_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	"how" text NOT NULL,
	"reason" text,
	"verification_id" uuid
);
--> statement-breakpoint
ALTER TABLE "problem_versions" ADD COLUMN "publish" text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "opens_when_published" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "data_checks" ADD CONSTRAINT "data_checks_id_verifications_id_fk" FOREIGN KEY ("id") REFERENCES "public"."verifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_checks" ADD CONSTRAINT "data_checks_version_id_problem_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."problem_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_version_id_problem_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."problem_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_published_by_accounts_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_verification_id_verifications_id_fk" FOREIGN KEY ("verification_id") REFERENCES "public"."verifications"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_checks_queue" ON "data_checks" USING btree ("queued_at") WHERE "data_checks"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "publications_problem" ON "publications" USING btree ("problem_id","published_at");--> statement-breakpoint
CREATE INDEX "publications_version" ON "publications" USING btree ("version_id","published_at");--> statement-breakpoint
CREATE INDEX "verifications_version" ON "verifications" USING btree ("version_id","created_at");--> statement-breakpoint
CREATE INDEX "verifications_unsettled" ON "verifications" USING btree ("created_at") WHERE "verifications"."settled_at" is null and "verifications"."purpose" = 'verification';--> statement-breakpoint
-- Written by hand. What is or was current counts as published when it was made; nothing of the past is published anew.
INSERT INTO publications (problem_id, version_id, published_at, published_by, how) SELECT problem_id, id, created_at, created_by, 'earlier' FROM problem_versions;
--> statement-breakpoint
UPDATE verifications SET settled_at = created_at WHERE purpose = 'verification';
--> statement-breakpoint
-- Checks of data are queued like runs: judges see those that are not over, and write what they find.
GRANT SELECT (id, version_id, queued_at, claimed_at, lease_until, judge, attempt, releases, finished_at, done, total, counts, failed)
  ON data_checks TO arbiter_judge;
--> statement-breakpoint
GRANT UPDATE (claimed_at, lease_until, judge, attempt, releases, finished_at, done, total, counts, failed, failure)
  ON data_checks TO arbiter_judge;
--> statement-breakpoint
ALTER TABLE data_checks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_unfinished ON data_checks FOR SELECT TO arbiter_judge USING (finished_at IS NULL OR finished_at > now() - interval '1 minute');
--> statement-breakpoint
CREATE POLICY judge_changes_unfinished ON data_checks FOR UPDATE TO arbiter_judge USING (finished_at IS NULL) WITH CHECK (true);
