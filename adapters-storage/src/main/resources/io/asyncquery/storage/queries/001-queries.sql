-- "asqy": whose database this is.
PRAGMA application_id = 1634955641;

-- Instants are nanoseconds since 1970-01-01T00:00:00Z. What is read most stands first: a scan
-- does not touch the pages that a long text flows over to.
CREATE TABLE query (
  id               TEXT NOT NULL UNIQUE,
  status           TEXT NOT NULL CHECK (status IN ('RUNNING', 'SUCCESSFUL', 'FAILED')),
  attempts         INTEGER NOT NULL,
  submitted_at     INTEGER NOT NULL,
  finished_at      INTEGER,
  submitter        TEXT NOT NULL,
  project          TEXT NOT NULL,
  row_offset       INTEGER,
  row_limit        INTEGER,
  file_name        TEXT NOT NULL,
  format           TEXT NOT NULL,
  failure_category TEXT,
  failure_message  TEXT,
  result_rows      INTEGER,
  result_bytes     INTEGER,
  result_sha256    TEXT,
  result_truncated INTEGER,
  result_columns   TEXT,
  sql              TEXT NOT NULL,

  CHECK ((status = 'RUNNING') = (finished_at IS NULL)),
  CHECK ((status = 'FAILED') = (failure_category IS NOT NULL)),
  CHECK ((status = 'FAILED') = (failure_message IS NOT NULL)),
  CHECK ((status = 'SUCCESSFUL') = (result_rows IS NOT NULL)),
  CHECK ((status = 'SUCCESSFUL') = (result_bytes IS NOT NULL)),
  CHECK ((status = 'SUCCESSFUL') = (result_sha256 IS NOT NULL)),
  CHECK ((status = 'SUCCESSFUL') = (result_truncated IS NOT NULL)),
  CHECK ((status = 'SUCCESSFUL') = (result_columns IS NOT NULL))
) STRICT;

CREATE INDEX query_running ON query (submitted_at) WHERE status = 'RUNNING';
CREATE INDEX query_finished ON query (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX query_finished_by ON query (submitter, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX query_finished_in ON query (project, finished_at) WHERE finished_at IS NOT NULL;
