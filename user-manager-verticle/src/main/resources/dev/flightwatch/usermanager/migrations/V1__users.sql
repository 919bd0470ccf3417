create table users (
  email         text primary key check (char_length(email) between 3 and 255),
  id            uuid not null unique,
  password_hash text not null,
  nome          text check (char_length(nome) <= 255),
  cognome       text check (char_length(cognome) <= 255),
  created_at    timestamptz not null
);

-- What is kept of each registration request, so that its repeats get its answer. After the user's
-- deletion nothing of it is left but its id.
create table registration_requests (
  request_id    text primary key check (char_length(request_id) between 1 and 255),
  gone          boolean not null default false,
  email         text,
  fields_sha256 text,
  password_hash text,
  outcome       text check (outcome in ('CREATED', 'KNOWN')),
  answer        text,
  created_at    timestamptz not null,
  check (num_nonnulls(email, fields_sha256, password_hash, outcome, answer)
    = case when gone then 0 else 5 end)
);

create index registration_requests_email on registration_requests (email) where email is not null;
create index registration_requests_created_at on registration_requests (created_at);

-- Deletions that the data collector has not confirmed yet.
create table deletion_outbox (
  message_id      uuid primary key,
  user_id         uuid not null,
  email           text not null,
  next_attempt_at timestamptz not null,
  refusals        integer not null default 0
);

create index deletion_outbox_next_attempt_at on deletion_outbox (next_attempt_at);
