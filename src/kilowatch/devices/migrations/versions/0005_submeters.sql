-- A channel may be a part of another: a submeter measures what its main meter measures, too.
CREATE TABLE submeter (
    device_id uuid NOT NULL REFERENCES device,
    code text NOT NULL,
    whole_device_id uuid NOT NULL REFERENCES device,
    whole_code text NOT NULL,
    PRIMARY KEY (device_id, code)
);

CREATE INDEX submeter_whole ON submeter (whole_device_id, whole_code);
