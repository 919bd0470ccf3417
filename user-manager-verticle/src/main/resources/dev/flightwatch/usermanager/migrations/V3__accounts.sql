-- A token itself is stored nowhere, only its SHA-256.
create table sessions (
  token_sha256 bytea primary key check (octet_length(token_sha256) = 32),
  id           uuid not null unique,
  user_id      uuid not null references users (id) on delete cascade,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  extended_at  timestamptz not null
);

create index sessions_user_id on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);

-- Personal access tokens.
create table tokens (
  id           uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  user_id      uuid not null references users (id) on delete cascade,
  name         text not null check (char_length(name) between 1 and 100),
  scopes       text[] not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz
);

create index tokens_user_id on tokens (user_id);
create index tokens_expires_at on tokens (expires_at);

-- How many passwords were tried, by the SHA-256 of who tried them.
create table password_tries (
  key       text primary key check (char_length(key) = 64),
  tries     integer not null,
  resets_at timestamptz not null
);

create index password_tries_resets_at on password_tries (resets_at);
