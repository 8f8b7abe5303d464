-- How many messages a client wrote in the last minute is asked with each message.
CREATE INDEX message_pace ON message (author_id, posted_at) WHERE author = 'client';
