-- Numbers rejections that were made at the HTTP intake: they have no place in the stream.
CREATE SEQUENCE intake_rejection
--;
-- Note what the HTTP intake rejected of a sender (NULL: unknown) for a reason: the first is kept,
-- unless there are enough of that sender and hour, and the others are counted. The caller sees to
-- it that it is done once. Its sources are above those of every stream.
CREATE FUNCTION note_intake_rejections(
    p_sender text, p_reason text, p_detail text, p_body text, p_count bigint, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_rejections(ARRAY[correction_floor() + nextval('intake_rejection')], ARRAY[0],
                            ARRAY[p_sender], ARRAY[p_reason], ARRAY[p_detail], ARRAY[p_body],
                            'http', p_now);
    IF p_count > 1 THEN
        INSERT INTO rejection_count AS t (sender, hour, reason, total)
        VALUES (coalesce(p_sender, ''), date_trunc('hour', p_now, 'UTC'), p_reason, p_count - 1)
        ON CONFLICT (sender, hour, reason) DO UPDATE SET total = t.total + excluded.total;
    END IF;
END $$
