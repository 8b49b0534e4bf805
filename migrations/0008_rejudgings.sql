CREATE TABLE "rejudging_items" (
	"rejudging_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"old_judging_id" uuid NOT NULL,
	"new_judging_id" uuid NOT NULL,
	"outcome" text,
	CONSTRAINT "rejudging_items_rejudging_id_submission_id_pk" PRIMARY KEY("rejudging_id","submission_id")
);
--> statement-breakpoint
CREATE TABLE "rejudgings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"problem_id" uuid,
	"version_id" uuid,
	"filter" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
ALTER TABLE "judgings" ADD COLUMN "rejudging_id" uuid;--> statement-breakpoint
ALTER TABLE "rejudging_items" ADD CONSTRAINT "rejudging_items_rejudging_id_rejudgings_id_fk" FOREIGN KEY ("rejudging_id") REFERENCES "public"."rejudgings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudging_items" ADD CONSTRAINT "rejudging_items_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_version_id_problem_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."problem_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_ended_by_accounts_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rejudging_items_submission" ON "rejudging_items" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "rejudgings_recent" ON "rejudgings" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "rejudgings_problem" ON "rejudgings" USING btree ("problem_id","created_at");--> statement-breakpoint
ALTER TABLE "judgings" ADD CONSTRAINT "judgings_rejudging_id_rejudgings_id_fk" FOREIGN KEY ("rejudging_id") REFERENCES "public"."rejudgings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "judgings_rejudging" ON "judgings" USING btree ("rejudging_id") WHERE "judgings"."rejudging_id" is not null;
--> statement-breakpoint
-- A judge must know which judgings are in the background, so that their progress is told to nobody.
GRANT SELECT (rejudging_id) ON judgings TO arbiter_judge;
