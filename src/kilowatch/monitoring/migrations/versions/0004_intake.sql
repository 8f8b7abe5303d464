-- Numbers rejections that were made at the HTTP intake: they have no place in the stream.
CREATE SEQUENCE intake_rejection;
