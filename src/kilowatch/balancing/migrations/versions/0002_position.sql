-- Below which offset everything is dealt, of a stream that is read over AMQP 0-9-1. Over the
-- stream protocol the position lies in the stream itself.
CREATE TABLE stream_position (
    epoch int PRIMARY KEY REFERENCES stream_epoch,
    position bigint NOT NULL
)
