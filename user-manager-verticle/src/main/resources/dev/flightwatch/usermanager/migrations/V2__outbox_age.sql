-- Since when a deletion waits, so that it can be seen when one waits too long.
alter table deletion_outbox add column created_at timestamptz not null default now();
