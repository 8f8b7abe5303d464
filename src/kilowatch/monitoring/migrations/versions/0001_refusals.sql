-- What was refused, and why: kept for administrators. Unique by source, so that a message
-- that is delivered again is refused once.
--   open           nobody has looked at it
--   refused_again  replayed, and still refused; reason and detail are those of the last time
--   replayed       stored after all
--   set_aside      replayed; now it waits for its device to be registered
--   discarded      an administrator decided that it is worth nothing; kept to be seen
CREATE TABLE rejected_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    sender text,
    reason text NOT NULL,
    detail text NOT NULL,
    body text NOT NULL,
    rejected_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'refused_again', 'replayed', 'set_aside', 'discarded')),
    replay_count int NOT NULL DEFAULT 0,
    settled_by uuid,
    settled_at timestamptz,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX rejected_reading_time ON rejected_reading (rejected_at DESC, source DESC)
--;
CREATE INDEX rejected_reading_unsettled ON rejected_reading (rejected_at DESC)
WHERE state IN ('open', 'refused_again')
--;
-- Readings of devices nobody has told us of (yet): an energy, or a register.
CREATE TABLE set_aside_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_id uuid NOT NULL,
    measured_at timestamptz NOT NULL,
    energy_uwh bigint,
    interval_s int,
    set_aside_at timestamptz NOT NULL,
    register_uwh bigint,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX set_aside_reading_device ON set_aside_reading (device_id)
--;
-- A reading as a meter would have sent it: to be shown, and to be taken again. Energy in kWh
-- is an exact decimal of nine places.
CREATE FUNCTION reading_as_sent(
    p_device_id uuid, p_measured_at timestamptz, p_energy_uwh bigint, p_register_uwh bigint,
    p_interval_s int
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT json_strip_nulls(json_build_object(
        'device_id', p_device_id, 'measured_at', p_measured_at,
        'energy_kwh', trim_scale(p_energy_uwh / 1000000000.0),
        'register_kwh', trim_scale(p_register_uwh / 1000000000.0),
        'interval_s', p_interval_s))::text
$$
--;
-- What an administrator asks for; NULL: all. p_open: only what is not settled yet.
CREATE FUNCTION rejections_like(
    p_reason text, p_sender text, p_state text, p_from timestamptz, p_to timestamptz,
    p_open boolean
) RETURNS SETOF rejected_reading LANGUAGE sql STABLE AS $$
    SELECT * FROM rejected_reading
    WHERE (p_reason IS NULL OR reason = p_reason)
      AND (p_sender IS NULL OR sender = p_sender)
      AND (p_state IS NULL OR state = p_state)
      AND (p_from IS NULL OR rejected_at >= p_from)
      AND (p_to IS NULL OR rejected_at < p_to)
      AND (NOT p_open OR state IN ('open', 'refused_again'))
$$
--;
-- Note what came of replaying these: a device known by now took its reading, a deleted one
-- refused it, for an unknown one it was set aside.
CREATE FUNCTION note_replayed(
    p_source bigint[], p_source_index int[], p_device_id uuid[], p_by uuid, p_now timestamptz
) RETURNS TABLE (state text) LANGUAGE sql AS $$
    UPDATE rejected_reading r
    SET state = CASE WHEN d.deleted THEN 'refused_again'
                     WHEN d.device_key IS NULL THEN 'set_aside' ELSE 'replayed' END,
        reason = CASE WHEN d.deleted THEN 'device_deleted' ELSE r.reason END,
        detail = CASE WHEN d.deleted
                      THEN 'The device was deleted; its readings are no longer taken.'
                      ELSE r.detail END,
        replay_count = r.replay_count + 1, settled_by = p_by, settled_at = p_now
    FROM unnest(p_source, p_source_index, p_device_id) AS n(source, source_index, device_id)
    LEFT JOIN device d USING (device_id)
    WHERE r.source = n.source AND r.source_index = n.source_index
    RETURNING r.state
$$
--;
-- Readings that wait for a device nobody will register: kept among the refused, as discarded.
CREATE FUNCTION discard_set_aside(p_device_id uuid, p_by uuid, p_now timestamptz)
RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (
        DELETE FROM set_aside_reading s WHERE s.device_id = p_device_id RETURNING s.*
    ), kept AS (
        INSERT INTO rejected_reading AS r (source, source_index, sender, reason, detail, body,
                                           rejected_at, state, settled_by, settled_at)
        SELECT source, source_index, device_id::text, 'device_unknown',
               'No such device was registered.',
               reading_as_sent(device_id, measured_at, energy_uwh, register_uwh, interval_s),
               p_now, 'discarded', p_by, p_now
        FROM taken
        ON CONFLICT (source, source_index) DO UPDATE SET
            state = 'discarded', settled_by = excluded.settled_by,
            settled_at = excluded.settled_at
        RETURNING 1
    )
    SELECT count(*) FROM kept
$$
