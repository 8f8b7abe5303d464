-- The strategy an administrator chose; none before the first choice. There is one row at most.
CREATE TABLE strategy_choice (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    strategy text NOT NULL,
    chosen_by uuid NOT NULL,
    chosen_at timestamptz NOT NULL
);
