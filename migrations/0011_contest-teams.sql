CREATE TABLE "contest_groups" (
	"contest_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"icpc_id" text,
	"type" text,
	CONSTRAINT "contest_groups_contest_id_id_pk" PRIMARY KEY("contest_id","id")
);
--> statement-breakpoint
CREATE TABLE "contest_organizations" (
	"contest_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"formal_name" text,
	"icpc_id" text,
	"country" text,
	"url" text,
	CONSTRAINT "contest_organizations_contest_id_id_pk" PRIMARY KEY("contest_id","id")
);
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "icpc_id" text;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "short_label" text;--> statement-breakpoint
ALTER TABLE "contest_groups" ADD CONSTRAINT "contest_groups_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest_organizations" ADD CONSTRAINT "contest_organizations_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contest_groups_name" ON "contest_groups" USING btree ("contest_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "contest_organizations_name" ON "contest_organizations" USING btree ("contest_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_external" ON "participants" USING btree ("contest_id","external_id");