ALTER TABLE "judgings" ADD COLUMN "grader_answers" jsonb;--> statement-breakpoint
GRANT UPDATE (grader_answers) ON judgings TO arbiter_judge;
