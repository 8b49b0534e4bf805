CREATE TABLE "commentary" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contest_id" uuid NOT NULL,
	"account_id" uuid,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	"message" text NOT NULL,
	"tags" text[] NOT NULL,
	"participant_ids" uuid[],
	"problem_ids" uuid[],
	"submission_ids" uuid[]
);
--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "finalized_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "commentary" ADD CONSTRAINT "commentary_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commentary" ADD CONSTRAINT "commentary_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commentary_contest" ON "commentary" USING btree ("contest_id","said_at");
--> statement-breakpoint
-- What counts already is final.
UPDATE contests SET finalized_at = counted_at WHERE counted_at IS NOT NULL;
