CREATE TABLE "authored_blobs" (
	"authored_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authored_blobs_authored_id_hash_pk" PRIMARY KEY("authored_id","hash")
);
--> statement-breakpoint
CREATE TABLE "authored_changes" (
	"snapshot_id" uuid NOT NULL,
	"part_id" uuid NOT NULL,
	"content" jsonb,
	CONSTRAINT "authored_changes_snapshot_id_part_id_pk" PRIMARY KEY("snapshot_id","part_id")
);
--> statement-breakpoint
CREATE TABLE "authored_collaborators" (
	"authored_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "authored_collaborators_authored_id_account_id_pk" PRIMARY KEY("authored_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "authored_parts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authored_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "authored_problems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" uuid,
	"problem_id" uuid,
	"published_version" integer,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "authored_snapshots" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authored_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"account_id" uuid,
	"reason" text NOT NULL,
	"version" integer,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "generation_chunks" (
	"step_id" uuid NOT NULL,
	"generation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "generation_chunks_step_id_position_pk" PRIMARY KEY("step_id","position")
);
--> statement-breakpoint
CREATE TABLE "generation_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"generation_id" uuid NOT NULL,
	"test_id" uuid NOT NULL,
	"step" text NOT NULL,
	"ok" boolean NOT NULL,
	"message" text NOT NULL,
	"cpu_ms" double precision NOT NULL,
	"size" bigint,
	"hash" text
);
--> statement-breakpoint
CREATE TABLE "generations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authored_id" uuid NOT NULL,
	"account_id" uuid,
	"job" jsonb NOT NULL,
	"languages" text[] NOT NULL,
	"total" integer NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"judge" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"releases" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"failure" text
);
--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "editor_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "authored_blobs" ADD CONSTRAINT "authored_blobs_authored_id_authored_problems_id_fk" FOREIGN KEY ("authored_id") REFERENCES "public"."authored_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_blobs" ADD CONSTRAINT "authored_blobs_hash_blobs_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."blobs"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_changes" ADD CONSTRAINT "authored_changes_snapshot_id_authored_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."authored_snapshots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_collaborators" ADD CONSTRAINT "authored_collaborators_authored_id_authored_problems_id_fk" FOREIGN KEY ("authored_id") REFERENCES "public"."authored_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_collaborators" ADD CONSTRAINT "authored_collaborators_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_parts" ADD CONSTRAINT "authored_parts_authored_id_authored_problems_id_fk" FOREIGN KEY ("authored_id") REFERENCES "public"."authored_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_parts" ADD CONSTRAINT "authored_parts_changed_by_accounts_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_problems" ADD CONSTRAINT "authored_problems_owner_id_accounts_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_problems" ADD CONSTRAINT "authored_problems_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_problems" ADD CONSTRAINT "authored_problems_changed_by_accounts_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_snapshots" ADD CONSTRAINT "authored_snapshots_authored_id_authored_problems_id_fk" FOREIGN KEY ("authored_id") REFERENCES "public"."authored_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authored_snapshots" ADD CONSTRAINT "authored_snapshots_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generation_chunks" ADD CONSTRAINT "generation_chunks_generation_id_generations_id_fk" FOREIGN KEY ("generation_id") REFERENCES "public"."generations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generation_steps" ADD CONSTRAINT "generation_steps_generation_id_generations_id_fk" FOREIGN KEY ("generation_id") REFERENCES "public"."generations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_authored_id_authored_problems_id_fk" FOREIGN KEY ("authored_id") REFERENCES "public"."authored_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authored_blobs_hash" ON "authored_blobs" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "authored_collaborators_account" ON "authored_collaborators" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "authored_parts_authored" ON "authored_parts" USING btree ("authored_id");--> statement-breakpoint
CREATE INDEX "authored_problems_owner" ON "authored_problems" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "authored_problems_problem" ON "authored_problems" USING btree ("problem_id");--> statement-breakpoint
CREATE INDEX "authored_problems_changed" ON "authored_problems" USING btree ("changed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "authored_snapshots_number" ON "authored_snapshots" USING btree ("authored_id","number");--> statement-breakpoint
CREATE INDEX "generation_chunks_generation" ON "generation_chunks" USING btree ("generation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "generation_steps_of" ON "generation_steps" USING btree ("generation_id","test_id","step");--> statement-breakpoint
CREATE INDEX "generation_steps_waiting" ON "generation_steps" USING btree ("generation_id") WHERE "generation_steps"."size" is not null and "generation_steps"."hash" is null;--> statement-breakpoint
CREATE INDEX "generations_queue" ON "generations" USING btree ("queued_at") WHERE "generations"."finished_at" is null and "generations"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "generations_authored" ON "generations" USING btree ("authored_id","queued_at");--> statement-breakpoint
-- A judge makes tests of what it has claimed, and hands over what it made in chunks: it may not write blobs. Whose they are is not for judges.
GRANT SELECT (id, authored_id, job, languages, queued_at, claimed_at, lease_until, judge, attempt, releases, finished_at, cancelled_at) ON generations TO arbiter_judge;
--> statement-breakpoint
GRANT UPDATE (claimed_at, lease_until, judge, attempt, releases, finished_at, failure) ON generations TO arbiter_judge;
--> statement-breakpoint
GRANT SELECT, INSERT ON generation_steps, generation_chunks TO arbiter_judge;
--> statement-breakpoint
ALTER TABLE generations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_unfinished ON generations FOR SELECT TO arbiter_judge USING (finished_at IS NULL OR finished_at > now() - interval '1 minute');
--> statement-breakpoint
CREATE POLICY judge_changes_unfinished ON generations FOR UPDATE TO arbiter_judge USING (finished_at IS NULL AND cancelled_at IS NULL) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE generation_steps ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_unfinished ON generation_steps FOR SELECT TO arbiter_judge USING (EXISTS (SELECT FROM generations g WHERE g.id = generation_id AND g.finished_at IS NULL));
--> statement-breakpoint
CREATE POLICY judge_adds_to_claimed ON generation_steps FOR INSERT TO arbiter_judge
  WITH CHECK (hash IS NULL AND EXISTS (SELECT FROM generations g WHERE g.id = generation_id AND g.claimed_at IS NOT NULL AND g.finished_at IS NULL AND g.cancelled_at IS NULL));
--> statement-breakpoint
ALTER TABLE generation_chunks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY judge_sees_unfinished ON generation_chunks FOR SELECT TO arbiter_judge USING (EXISTS (SELECT FROM generations g WHERE g.id = generation_id AND g.finished_at IS NULL));
--> statement-breakpoint
CREATE POLICY judge_adds_to_claimed ON generation_chunks FOR INSERT TO arbiter_judge
  WITH CHECK (EXISTS (SELECT FROM generations g WHERE g.id = generation_id AND g.claimed_at IS NOT NULL AND g.finished_at IS NULL AND g.cancelled_at IS NULL));
