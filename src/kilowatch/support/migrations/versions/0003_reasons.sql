-- The whole reason as JSON; its English words stay where they were, for the release before.
ALTER TABLE message ADD COLUMN reason_whole text;

ALTER TABLE conversation ADD COLUMN handover_reason_whole text;

ALTER TABLE unanswered ADD COLUMN reason_whole text;
